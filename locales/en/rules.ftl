# What is wrong with a value and how to put it right. One message a rule of the kernel.

# A problem among others, with the label of its field in front.
labelled-problem = { $field }: { $text }
problem-in-line = Line { $line }: { $text }

# The name of a country's company registration ID, by its kind.
registration-name = { $kind ->
    [bin] BIN
    [cnpj] CNPJ
    [edrpou] EDRPOU code
    [idno] IDNO
    [inn] INN
    [nip] NIP
    [pan] PAN or GSTIN
    [rif] RIF
    [tin] tax ID (TIN)
    [trn] TRN
    [unp] UNP
    [vat] VAT registration number (TRN)
   *[other] company registration ID
}

# -- any text
rule-required = This field is required. Enter a value.
rule-not-ticked = Tick the box.
rule-nothing-chosen = Choose at least one.
rule-too-long = Enter at most { $max } characters.
rule-not-printable = The PDF cannot show these characters: { $characters }. Replace them with others.
rule-forbidden-character = The text contains an invisible character that is not allowed ({ $code }). Type the text again instead of pasting it.

# -- company name
rule-name-one-character = A company name has at least two characters. Enter the full legal name.
rule-name-only-symbols = Apart from its legal form, a company name needs letters or digits. Enter the full legal name.
rule-name-blank = The company name is blank. Enter the full legal name.
rule-name-lone-legal-form = “{ $name }” is only a legal form. Enter the full legal name of the company.
rule-name-ends-like-domain = The name ends with “{ $ending }” like an internet address. Enter the legal name, or confirm that this is it.
rule-name-repeats-one-character = The name repeats a single character. Enter the legal name, or confirm that this is it.
rule-name-spelled-out = The name consists of single characters with blanks between them. Enter the legal name, or confirm that this is it.
rule-name-looks-like-test = “{ $word }” looks like a test name. Enter the legal name of a real customer, or confirm that this is it.
rule-name-may-be-short = This looks like an acronym or a short form. Enter the legal name as in official papers, or confirm that this is it.
rule-name-abbreviates-form = “{ $form }” is the short form of “{ $full }”. Official papers write it out.

# -- country and address
rule-country-unknown = Choose a country or region from the list.
rule-country-fixed = A customer’s country cannot change; this customer is in { $country }. Leave the country as it is, or add a customer in the other country.
rule-country-outside-market = You cannot add customers in { $country }. Choose a country or region in your market.
rule-state-unknown = { $country } has none of this name. Choose one from the list.
rule-state-required = Addresses in { $country } need this. Enter it.
rule-postal-required = Addresses in { $country } need this. Enter it, for example { $example }.
rule-postal-format = This does not have the format of { $country }. Enter it like { $example }.
rule-postal-unknown = No place with the code { $code } is known here. Check the code, or confirm it if it is new.
rule-address-differs = The code { $code } belongs to { $place }. Correct the address or the code, or confirm that they are right.
rule-address-incomplete = The town or street, or the number, seems to be missing. Complete the address, or confirm that it is exact.
rule-address-not-checked = The parts of this address could not be compared with each other. Make sure that it is complete and exact.

# -- registration ID and contact
rule-registration-missing = Customers in this country need a company registration ID: { registration-name }. Enter it, for example { $example }. Never enter a personal ID.
rule-registration-format = The registration ID ({ registration-name }) does not have the right format. Enter it like { $example }.
rule-phone-missing = Customers in this country need a phone number. Enter it, for example { $example }.
rule-phone-format = The phone number does not have the right format. Enter it like { $example }, or with + and the country code.
rule-email-format = This is not a complete email address. Enter it like name@example.com.
rule-email-operator-domain = The email address is in the operator’s domain { $domain }. Enter the customer’s own address.
rule-email-partner-domain = The email address is in your own company’s domain { $domain }. Enter the customer’s own address.
rule-email-free-for-education = Education customers need an address of their institution. Addresses in { $domain } are not accepted.
rule-education-segment-missing = Choose the kind of education institution.
rule-education-website-missing = Enter the website of the education institution.
rule-website-format = This is not the address of a website. Enter it like https://www.example.com.

# -- domain, language, qualification, tags, reseller
rule-domain-prefix-format = Use only letters a–z and digits, without blanks or special characters, at most { $max }.
rule-domain-prefix-taken = “{ $prefix }” is already taken. Choose another domain name.
rule-organisation-known = An organization with the same registration ID, or the same name and postal code, is here already. If it is yours, open the link again, sign in with it and accept there. Otherwise confirm that this is another organization.
rule-customer-to-invite = Resellers do not add customers. Ask this one for a relationship by an invitation.
rule-domain-prefix-known = “{ $prefix }” is the domain of a customer that is here already. If it is this customer, do not add it: request a relationship with it. If not, choose another domain name.
rule-source-known = This customer of { $source } is here already. Leave the row out.
rule-culture-unknown = This culture is not available in { $country }. Choose one from the list.
rule-language-unknown = This language is not available in { $country }. Choose one from the list.
rule-qualification-not-offered = You cannot give a customer this special qualification. Choose another one, or none.
rule-qualification-held = The customer already has this special qualification, or it is under review. Wait for the decision.
rule-qualification-not-combined = This special qualification does not go together with the one the customer has. Choose another one.
rule-too-many-tags = A customer can have at most { $max } tags. Remove some.
rule-tags-not-allowed = Only admin agents tag customers. Leave the tags out and ask an admin agent to add them.
rule-tag-too-long = The tag “{ $tag }” is too long. Use at most { $max } characters.
rule-reseller-unknown = This is not one of your indirect resellers with an active partnership. Choose one from the list.
rule-reseller-missing = Choose the indirect reseller, or choose to add the customer as your direct customer.

# -- agreement
rule-agreement-choice-missing = Choose whether you confirm the customer agreement for the customer or the customer accepts it directly.
rule-agreement-not-attested = Tick the box to confirm that the customer has accepted the customer agreement.
rule-agreement-date-missing = Enter the date on which the customer accepted the agreement.
rule-agreement-date-in-future = The agreement acceptance date cannot be in the future. Enter { $today } or an earlier date.
rule-agreement-date-too-early = The agreement has been in force since { $from }. Enter that date or a later one.
rule-not-a-date = This is not a date. Enter it like { $example }.
rule-signer-missing = Enter the first name, last name and email address of the person who accepted the agreement.
rule-agreement-duplicate = This confirmation is already on record. Confirm again only if the signer’s name, email address or phone number has changed.
rule-agreement-template-unknown = There is no such version of the customer agreement for this customer’s country. Use the id of the current one.
rule-agreement-template-outdated = There is a newer version of the customer agreement. Use the latest version.
rule-agreement-customer-has-bought = The customer has bought through you before and cannot accept the agreement itself. Have it tell you that it accepts, then confirm that for it.
rule-purchase-permissions-exist = This customer has purchase permissions already. Change those instead.

# -- choosing offers
rule-licence-count-out-of-range = Enter a number of licences from { $min } to { $max }.
rule-licence-count-not-whole = Enter a whole number of licences from { $min } to { $max }, in digits.
rule-too-many-lines = An order has at most { $max } lines. Split it into several orders.
rule-line-number-repeated = The line number { $number } is used twice. Give every line a number of its own.
rule-provider-as-reseller = This is your own partner network ID. Name the indirect reseller, never the provider.
rule-usage-without-count = “{ $offer }” is billed by use and has no number of licences. Leave the number out.
rule-billing-cycle-not-offered = { $cycle ->
    [annual] “{ $offer }” can be billed only every year. Choose yearly billing, or remove the offer and order it separately.
    [none] “{ $offer }” is not billed. Remove it, or order it separately.
   *[other] “{ $offer }” can be billed only every month. Choose monthly billing, or remove the offer and order it separately.
}
rule-trial-of-owned = The customer already has what “{ $offer }” tries out. Remove the trial.
rule-offer-limit-reached = { $max ->
    [one] A customer can have only one subscription of “{ $offer }”. Remove the offer.
   *[other] A customer can have only { $max } subscriptions of “{ $offer }”. Remove the offer.
}
rule-offer-unavailable = “{ $offer }” is not available to you or in the customer’s country. Choose another offer.
rule-add-on-without-base = “{ $offer }” is an add-on. Add the subscription it extends first.

# -- refusals of orders
rule-agreement-not-confirmed = The customer has not accepted the customer agreement. Confirm it on the customer’s account page, then order again.
rule-partner-agreement-unsigned = Your company has not signed the partner agreement. Ask your global admin to sign it.
rule-reseller-agreement-unsigned = The indirect reseller has not signed the partner agreement. Ask the reseller to sign it.
rule-customer-under-review = The customer’s account is under review. You can order when the review is complete.
rule-customer-not-allowed = The review of the customer’s account was not passed, so nothing can be ordered. Contact support.
rule-qualification-forbids-offer = The customer’s qualification does not permit “{ $offer }”. Choose another offer, or request the qualification first.
rule-partner-restricted = Your organization is restricted at present and can start no new business: no new customers, no new purchases. Ask the operator of this portal.
rule-partner-suspended = Your organization is suspended. Ask the operator of this portal.
rule-partner-state-unchanged = The partner is in this state already, for this reason. Choose another state or write another reason.
rule-qualification-not-in-edition = Customers of this edition have no special qualifications. Leave this empty.
rule-kind-not-in-edition = This edition has no organizations of this kind. Use direct_bill.
rule-country-not-in-edition = Organizations of this edition are, and sell, in { $country } only.
rule-partner-not-verified = In this edition a partner is enrolled only after the operator has verified that it serves authorities. Verify it, then set this to true.
rule-credit-limit-exceeded = The order exceeds your credit limit. { $available } { $currency } are available. Order less, or pay open invoices first.
rule-sold-by-provider = You have this customer as an indirect reseller only. Selling to it and ending the relationship are your provider's business: ask the provider.
rule-reseller-not-enrolled = This organisation cannot be an indirect reseller. It must be enrolled as a partner, have a partner network ID, and be active.
rule-reseller-outside-market = The reseller is in { $country }, where this provider does not sell. Choose a provider that sells there.
rule-provider-inactive = This provider cannot begin a partnership at present. Ask the provider.
rule-network-id-format = A partner network ID has digits only, 12 at most. Type it like 4100003.
rule-network-id-taken = Another partner has this partner network ID. Type a different one.
rule-sandbox-only = This is possible in a sandbox only. Use your sandbox account.
rule-sandbox-limit-reached = A sandbox has at most { $max } resellers at a time. Delete one first.
rule-sandbox-reseller-in-use = This reseller still has customers. Delete its customers first.
rule-relationship-missing = You have no reseller relationship with this customer that allows this. Request a reseller relationship.

# -- any request
rule-role-lacks-rights = Your role does not allow this. Ask your global admin for the right role.
rule-user-token-needed = This needs a signed-in user. Call it with a user’s token.
rule-mfa-needed = This needs multi-factor authentication. Sign in again with your second factor.
rule-stale-etag = Someone has changed this in the meantime. Load it again, then make your change.
rule-request-id-reused = This request ID was already used for another request. Use a new one.
rule-not-found = This does not exist, or you have no access to it. Check the address or the ID.

rule-sign-in-wrong = The user name or the password is wrong. Check both and try again.
rule-code-wrong = That is not the current code. Enter the six digits your authenticator app shows now; each code works once.
rule-device-code-wrong = That code is not known here. Enter the eight letters the program shows now, and check that it belongs to your organisation.
rule-device-code-ended = That code has ended or has been answered already. Start the sign-in again in the program and enter the new code.
rule-already-enrolled = A second factor is already set up for this account.
rule-too-short = Enter at least { $min } characters.
rule-password-wrong = That is not your present password.
rule-password-unchanged = Choose a password that differs from the present one.
rule-user-name-taken = { $name } is already in use. Choose another user name.
rule-user-name-domain = The user name must end with @{ $domain }.
rule-last-global-admin = This is the last active global admin. Make someone else a global admin first.
rule-role-not-offered = People in your organization cannot hold this role.
rule-subscription-over = The subscription is over and cannot be changed any more. Buy a new one.
rule-base-suspended = This adds to { $name }, which is suspended. Reactivate that one first.
rule-subscriptions-active = This customer still has active subscriptions. Suspend them all first, then end the relationship.
rule-invitation-link-missing = The personal link is missing. Put it back into the text: without it nobody can answer.
rule-invitation-ended = This request has been answered, has ended or was taken back. A new one is needed.
rule-invitation-expired = The link has ended after 90 days. Ask the partner for a new one.
rule-invitation-not-now = The partner cannot take anybody on at present. Ask it when it can.
rule-invitation-parted = Your relationship with this partner has ended. This link does not bring it back: ask the partner for a request of your own.
rule-invitation-other-kind = This asks another kind of organization. Sign in with the account of the organization that is meant.
rule-too-many-invitations = { $max } requests are open. Take some back before you write another one.
rule-provider-unknown = Choose an indirect provider that you sell with.
rule-passwords-differ = The two new passwords differ. Enter the same one twice.
rule-too-many-drafts = You have { $max } customers under way already. Submit or discard one of them in another tab, then send this form again. Everything you typed is still here.

# Importing customers.
rule-import-file-empty = The file has no rows. Its first row names the columns; each row below is one customer.
rule-version-country-unknown = There is no country with the code { $codes }. Enter codes of two letters with blanks between them, such as JP US.
rule-import-file-old-workbook = This is a workbook of an old Excel version (.xls). Open it, save it as an Excel workbook (.xlsx) and upload that.
rule-import-file-broken = The file cannot be read as a table. Save it as CSV or as an Excel workbook (.xlsx) and upload it again.
rule-import-encoding-unknown = The characters of the file cannot be read. Save it as CSV in UTF-8 or Shift_JIS.
rule-import-file-too-large = The file is too large: at most { $max } MB, and ten times as much unpacked. Split it into several files.
rule-import-too-many-rows = The file has too many rows: at most { $max }. Split it into several files.
rule-import-too-many-columns = The file has too many columns: at most { $max }. Remove those that are not needed.
rule-import-cell-too-long = Row { $row } has a cell of more than { $max } characters. Shorten it.
rule-too-many-imports = There are { $max } imports already. Discard those that are not needed any more.
rule-import-not-now = The import has moved on. Open it again to see what can be done now.
rule-import-row-too-long = The row has more cells than the header. Put values that contain a comma in quotation marks.
rule-domain-prefix-repeated = Row { $row } has the prefix { $prefix } already. Choose another one.
rule-customer-repeated = Row { $row } has the same name and postal code. Confirm that these are two customers.
rule-registration-repeated = Row { $row } has the same registration ID. Confirm that these are two customers.
rule-too-many-views = You have { $max } saved views already. Remove one first.
rule-domain-prefix-own = Your customer { $name } has this domain. Open that record, or choose another domain.
rule-customer-known-here = You already have { $name }, with the same registration ID or the same name and postal code. Use that record, or confirm that this is another company.
rule-customer-known-elsewhere = A company with the same registration ID, or the same name and postal code, is already known here. Do not add it a second time: read how it can become your customer as well, or confirm that this is another company.
rule-review-decided = Somebody has decided this in the meantime. Look at the decision.
rule-file-kind = Choose a PDF, PNG or JPEG file.
rule-file-too-large = The file is too large. Choose one of at most { $max } MB.
rule-too-many-files = There are { $max } files already, which is the limit. Put several pages into one PDF.
rule-date-in-past = The day lies in the past. Choose { $today } or a later day.
rule-admin-name-taken = The name “{ $name }” is taken. Choose another one.
rule-days-out-of-range = Enter a whole number of days from { $min } to { $max }.
rule-auto-extend-global-admin = A request with the role of global administrator cannot be extended by itself. Take out the role, or switch off the extension.
rule-directory-role-unknown = “{ $role }” is not a directory role. Choose roles from the list.
rule-roles-not-granted = Only roles that the admin relationship has can be given to a group.
rule-admin-relationship-not-now = The admin relationship is not at the point where this is possible. Open it again to see how things stand.
rule-too-many-open = There are { $max } of them already. Delete or finish some first.
rule-group-assigned-already = This group has roles of this admin relationship already. Change those instead.
rule-group-in-use = The group still has roles in an admin relationship. Take them from it first.
rule-group-unknown = Choose one of your groups.
rule-member-unknown = Choose active users of your own organisation.
