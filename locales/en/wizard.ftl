# The add-customer wizard.
wizard-title = Add customer
stepper-label = Steps
stepper-count = Step { $at } of { $of }
step-account = Account info
step-reseller = Reseller
step-subscriptions = Subscriptions
step-review = Review
step-confirmation = Confirmation
step-is-done = (done, change)
wizard-next = Next: { $step }
wizard-leave = Leave and continue later
changed-elsewhere-title = Changed in the meantime
changed-elsewhere-text = This customer was changed after this page was opened, in another tab or after going back. What you typed here is kept below, not saved yet: save it over the other entries with Next, or load the page again to see them.
changed-elsewhere-reload = Load again
account-lead = Enter the customer's details and the primary contact. Everything is kept while you go on.
group-company = Company
group-address = Address
group-domain = Primary domain name
group-contact = Primary contact
group-more = Qualification and tags
group-agreement = Customer agreement
note-existing = Does the customer already have a record here, through another partner or another channel? Then request a reseller relationship instead of adding the customer again.
note-verify = To make sure that the customer passes verification:
note-verify-name = Use the exact legal name as it appears in the official documents.
note-verify-short = Avoid acronyms and short forms.
note-verify-test = Do not use test names.
note-verify-address = Give the complete, exact address: details, city, state, country and postal code.
note-agreement = The customer agreement replaced the cloud agreement on 1 October 2019. The customer has to accept the latest version before anything can be bought.
hint-country = Decides the rules of the address. It cannot be changed later.
action-use-country = Use this country
action-fill-address = Fill in the address
action-take-place = Use the prefecture and city of the postal code
hint-company-name = The legal name, with its legal form, as in the official papers.
hint-registration = For example { $example }. A number of the company, never of a person.
hint-example = For example { $example }
hint-domain = Letters and digits only. Part of all user names, and never changeable.
domain-free = { $name } is free.
domain-taken = { $name } is taken. These are free:
hint-email = A mailbox of the customer, not one of yours.
hint-qualification = Special prices for schools, nonprofits and government. Approved after a review.
hint-tags = Separated by commas. At most 150, each at most 50 characters.
hint-tags-lines = One a line. At most 150, each at most 50 characters.
agreement-read = Read the customer agreement
agreement-how = How does the customer accept the agreement?
agreement-attestation = The customer has accepted, and I confirm it
agreement-attestation-text = Enter who signed, and when.
agreement-direct = The customer accepts in its own portal
agreement-direct-text = The customer is created now. Nothing can be bought until it has accepted.
agreement-by-partner = Acceptance confirmed by the partner
agreement-by-customer = Accepted by the customer in its own portal
agreement-by-customer-later = Not accepted yet: the customer is asked to in its own portal
hint-signer = Leave a field empty if it is the same as the primary contact’s.
reseller-lead = Choose the indirect reseller to associate with this customer's subscriptions.
reseller-choose = Indirect reseller
reseller-none = No reseller
reseller-none-text = The customer buys from you directly.
subscriptions-lead = Select the offers the customer wants to buy, and enter the number of licences.
subscriptions-skip = You can leave this empty and order later.
offers-filter = Filter offers
offers-category = Category
offers-billing = Billing type
offers-trial-only = Only trials
offers-none = No offer fits the filter
offers-none-text = Choose another category or billing type.
offer-trial = Trial
offer-addon = Add-on
offer-licences = Licences
offer-range = { $min } to { $max }
review-confirmed = { $text } (confirmed)
review-lead = Check the entries. Nothing has been created or bought yet.
review-direct = The customer has to accept the agreement first. Subscriptions can be bought after that.
review-no-lines = No subscriptions selected.
review-tax = Without tax.
col-offer = Offer
col-unit-price = Unit price
col-total = Total
confirmation-title = { $company } has been added
confirmation-lead = The account is ready: the starting point for selling, billing and support.
confirmation-account = Customer account
confirmation-admin = First administrator of the customer
confirmation-user-name = User name
confirmation-password = Temporary password
confirmation-once = The password stays on this page until you choose Done, and cannot be shown again after that. Hand it to the customer first; it has to be changed at the first sign-in.
confirmation-shown = The temporary password has been shown already and cannot be shown again.
confirmation-direct = Nothing can be ordered before the customer has accepted. Send the link and the user name by mail, and the password another way.
confirmation-order = Order
confirmation-failed = The customer is kept. Lines that failed can be tried again.
line-ordered = Ordered
line-failed = Failed
submitted-title = Already submitted
submitted-text = { $company } was created from this draft. It has not been created a second time.
submitted-open = Open the account
wizard-discard = Discard this draft
confirm-title = Please check
confirm-go = Something looks unusual. Confirm it at the end of the form, or change it.
segment-k12 = Primary or secondary school
segment-higher-education = University or college
segment-library = Library or museum
segment-other = Other educational institution
hint-admin-access = Lets you administer the customer's services for it.
agreement-no-agent = Only admin agents and sales agents of the partner that sells to the customer may confirm that it has accepted the agreement.
agreement-version = Version { $version }
agreement-signer = Signer
reseller-network = Partner ID { $id }
subscriptions-no-right = Your role may add customers but not order. Someone with the role Admin agent or Sales agent can order on the customer's page.
offer-price = { $price } per licence and month
offer-free = Free of charge
billing-license = By licence
billing-usage = By usage
review-total-monthly = Monthly total
review-total-annual = Yearly total
review-total-none = Total
review-waits = You can submit anyway: the customer is added, and the order is kept and can be tried again.
offer-usage = Billed by use
offer-add = Add
offer-add-licences = Add: { $licences }
offer-under-review = The qualification { $qualification } is under review. This offer can be ordered once it is approved.
unit-price-monthly = { $price } per month
unit-price-annual = { $price } per year
unit-price-none = { $price }
offer-only = Billing: { $cycle } only
review-not-ready = Something is still missing or wrong: see the marked sections.
licences-count = { $count ->
    [one] { $count } licence
   *[other] { $count } licences
}
done-draft-kept = The draft has been saved. Go on with it whenever you like.
done-draft-discarded = The draft has been discarded.
done-customer-added = The customer has been added.
changed-elsewhere-review = The entries were changed after this page was opened, in another tab or after going back. Nothing has been submitted. Below they are as they are now: check them, then submit.
only-education = Only if the special qualification is Education
only-attested = Only if you confirm for the customer
only-signer = Someone other than the primary contact signed
choice-replaced = { $was } is not available in { $country }; another one is chosen here. Check it.
choice-emptied = You entered { $was }, which is not on the list of { $country }.
confirmation-invite = Ask the customer to accept the agreement
confirmation-link = Where the customer’s administrator signs in
confirmation-mail = Draft of a mail: { $language }
invitation-mail =
    Subject: Please accept the customer agreement

    To the administrator of { $company }

    { $partner } has set up your account. Before anything can be ordered, please accept the customer agreement:

    1. Open { $link }
    2. Sign in as { $user }. You receive the temporary password separately; you choose your own when you first sign in.
    3. Read the customer agreement on the first page and accept it.

    { $person }
    { $partner }
