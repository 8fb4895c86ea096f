# Indirect providers, indirect resellers and their partnerships.

# -- REST
api-subscription-fixed = { $path } cannot be changed here yet. Send it as it is, or leave it out; partnerId can be changed, and status to suspended or active.
api-reseller-unnamed = Name the reseller by mpnId or by tenantId.
api-reseller-twice = Name the reseller by mpnId or by tenantId, not by both.
api-reseller-not-numeric = mpnId has digits only.
api-reseller-not-a-guid = tenantId must be a GUID.
api-reseller-unknown = No partner has this ID. Check it with your reseller.
api-reseller-elsewhere = This reseller is in a country where you do not sell. Ask it for the ID it has in your market.
api-reseller-unsigned = This reseller has not signed its agreement. Ask it to sign before you order.

# -- pages of resellers and providers
nav-resellers = Indirect resellers
nav-providers = Indirect providers
resellers-title = Indirect resellers
resellers-lead = Partners you sell together with: you sell and bill, they look after the customer.
resellers-empty = No indirect resellers yet
resellers-empty-text = Once a reseller has accepted your request for a partnership, it is listed here and you can name it on customers, orders and subscriptions.
resellers-search = Name or partner ID
resellers-none-found = No reseller found
resellers-show-all = Show all resellers
action-request-partnership = Request a partnership
action-remove-partnership = Remove partnership
col-partner-agreement = Partner agreement
partner-agreement-signed = Signed
partner-agreement-unsigned = Not signed
partnership-since = Since
partnership-active = Active
partnership-inactive = Does no business at present
partnership-remove-title = Remove the partnership with { $name }?
partnership-remove-customers = The customers you share stay with both of you. What { $name } may do for them does not change.
partnership-remove-notice = No notice is sent. Telling { $name } is up to you.
partnership-remove-list = { $name } leaves this list and can no longer be named on customers, orders and subscriptions.
partnership-remove-again = You can request the partnership again later.
done-partnership-removed = The partnership was removed. Shared customers are unchanged.
action-make-reseller = Make a sandbox reseller
action-make = Make
sandbox-made = { $name } is ready
sandbox-until-done = The password stays on this page until you choose Done, for an hour at most, and cannot be shown again after that. It has to be changed at the first sign-in.
done-sandbox-made = The sandbox reseller was made.
sandbox-make-lead = To try the indirect model from both sides: the reseller has signed its agreement and sells together with you at once. You can have five at a time.
field-network-id = Partner network ID
action-delete-reseller = Delete
sandbox-delete-asked = Delete the sandbox reseller { $name }?
sandbox-delete-people = Its people can no longer sign in, and your partnership ends.
sandbox-delete-customers = It must have no customers left.
sandbox-delete-domain = Its domain stays taken; its partner network ID becomes free.
done-sandbox-deleted = The sandbox reseller was deleted.
providers-title = Indirect providers
providers-lead = Partners whose customers you look after as their indirect reseller.
providers-invite = Invite a customer
providers-empty = No indirect providers yet
providers-empty-text = An indirect provider asks you for a partnership. Your global administrator accepts it with the link in its mail.
providers-about = What an indirect provider does
providers-about-sells = It orders subscriptions for the customers you share, confirms the customer agreement and sends the bills.
providers-about-you = You see those customers, support their users, and may bring in new ones together with the provider.
providers-about-prices = Prices come from the provider. Ask it for the ones that apply to you.
providers-about-agree = You need a partner ID and a signed partner agreement before a provider can name you.
col-shared-customers = Shared customers
relationship-through = Indirect reseller of { $provider }
subscription-reseller-title = Indirect reseller of { $name }
subscription-reseller-text = Only the reseller on record of this subscription changes. The customer's own reseller and its other subscriptions stay as they are.
action-change = Change

# -- the activity log, and what one may do
operation-remove-partner-relationship = Remove partnership
permission-subscriptions-manage = manage subscriptions
permission-partnerships-view = see partnerships
permission-resellers-view = see indirect resellers
permission-partnerships-remove = remove partnerships
permission-sandbox-resellers-make = make resellers in a sandbox
