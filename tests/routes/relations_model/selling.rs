//! Accounts and the older privileges in the model.

use super::model::{ALPHA, BETA, DIRECT, Model, PROVIDER};

impl Model {
    /// The partner sells from now on; what it has stays.
    pub(super) fn sell(&mut self, partner: usize, customer: usize, admin: bool) {
        let account = &mut self.accounts[partner][customer];
        account.sells = true;
        account.admin |= admin;
    }
    /// The reseller serves the provider's customer from now on, with no more privileges than the
    /// customer has agreed to.
    pub(super) fn serve(&mut self, reseller: usize, customer: usize, admin: bool) {
        let account = &mut self.accounts[reseller][customer];
        account.serves = true;
        account.admin |= admin;
    }
    fn unshare(&mut self, reseller: usize, customer: usize) {
        if std::mem::take(&mut self.accounts[reseller][customer].serves) {
            self.settle(reseller, customer);
        }
    }
    /// With the last capacity go the privileges, the older ones and the granular ones.
    fn settle(&mut self, partner: usize, customer: usize) {
        let account = &mut self.accounts[partner][customer];
        if !account.stands() {
            account.admin = false;
            self.part(partner, customer);
        }
    }

    pub(super) fn put(&mut self, customer: usize, to: Option<usize>) -> bool {
        if !self.may_look(PROVIDER) || !self.accounts[PROVIDER][customer].sells {
            return false;
        }
        let former = self.reseller[customer];
        if former == to {
            return true;
        }
        if let Some(reseller) = to {
            if self.partnerships[reseller] != Some(true) || !self.is_active(reseller) {
                return false;
            }
            self.serve(reseller, customer, false);
        }
        self.reseller[customer] = to;
        if let Some(former) = former {
            self.unshare(former, customer);
        }
        true
    }
    pub(super) fn end(&mut self, partner: usize, customer: usize) -> bool {
        if !self.may_look(partner) || !self.accounts[partner][customer].sells {
            return false;
        }
        if partner == PROVIDER {
            for reseller in [DIRECT, ALPHA, BETA] {
                self.unshare(reseller, customer);
            }
            self.reseller[customer] = None;
        }
        let account = &mut self.accounts[partner][customer];
        account.sells = false;
        self.settle(partner, customer);
        true
    }
    pub(super) fn take_away(&mut self, partner: usize, customer: usize) -> bool {
        let account = &mut self.accounts[partner][customer];
        account.admin = false;
        account.stands()
    }
}
