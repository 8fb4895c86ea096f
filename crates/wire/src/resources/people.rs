//! Addresses, contacts and profiles, which many resources share.

use super::ResourceLinks;
use crate::secret::Secret;

shape! {
    /// A postal address with the person there.
    #[derive(Eq)]
    Address {
        /// ISO 3166-1 alpha-2, such as `JP`.
        country: String,
        /// A part of the country above the state, where one is used.
        region: String,
        /// The city.
        city: String,
        /// The state, prefecture or province.
        state: String,
        /// The first line: 1 to 200 characters.
        address_line1: String,
        /// The second line: up to 200 characters.
        address_line2: String,
        /// The postal code.
        postal_code: String,
        /// The contact's first name: 1 to 50 characters.
        first_name: String,
        /// The contact's middle name.
        middle_name: String,
        /// The contact's last name: 1 to 50 characters.
        last_name: String,
        /// The contact's phone number.
        phone_number: String,
    }
}

shape! {
    /// A person to talk to.
    #[derive(Eq)]
    Contact {
        /// First name.
        first_name: String,
        /// Middle name.
        middle_name: String,
        /// Last name.
        last_name: String,
        /// Mail address.
        email: String,
        /// Phone number.
        phone_number: String,
    }
}

shape! {
    /// How a user signs in. The password is answered once, when the customer is created.
    #[derive(Eq)]
    UserCredentials {
        /// The part of the sign-in name before the `@`, or the whole name.
        user_name: String,
        /// The first password.
        password: Secret,
    }
}

resource! {
    /// How a partner is billed.
    #[derive(Eq)]
    BillingProfile {
        /// The company that is billed.
        company_name: String,
        /// Where the bill goes.
        address: Address,
        /// Whom to ask about a bill.
        primary_contact: Contact,
        /// The purchase order to quote on a bill.
        purchase_order_number: String,
        /// The tax number.
        tax_id: String,
        /// The day of the month on which bills are made.
        billing_day: i32,
        /// ISO 4217, such as `JPY`.
        billing_currency: String,
        /// Always `billing_profile`.
        profile_type: String,
        /// Where this resource is.
        links: ResourceLinks,
    }
}
