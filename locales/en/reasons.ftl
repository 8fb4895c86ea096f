# Why there is a rule, in words for everybody: in forms, in answers of the API and in imports. By the key of the rule.

why-title = Why?

# -- any text
why-required = Without this the customer cannot be verified or billed.
why-too-long = Longer texts are cut off on invoices and in the systems of the authorities.
why-forbidden-character = Characters that cannot be seen make one name look like another. They are never part of a legal name.

# -- company name
why-name-one-character = No register of companies has names of one character, so it is a slip.
why-name-only-symbols = A name of signs only is in no register of companies, so it could not be verified.
why-name-blank = Blanks can look like a name that was entered. The customer is verified by its name.
why-name-lone-legal-form = A legal form is shared by many companies. Only together with the name it says which one.
why-name-ends-like-domain = Few companies are registered under an internet address. Mostly the website was entered instead of the name.
why-name-repeats-one-character = One repeated character is what people type to get on. Such a customer fails verification.
why-name-spelled-out = Parted characters are not found in a register, even if the name without blanks is there.
why-name-looks-like-test = Test customers cannot be verified and get real invoices. For trying things out there is the sandbox.
why-name-may-be-short = Verification compares with the register, letter by letter. It does not know acronyms.
why-name-abbreviates-form = The register writes the legal form out, and verification compares with the register.

# -- country and address
why-country-unknown = The country decides the rules of the address, the currency and the agreement.
why-country-fixed = Currency, taxes and the agreement were settled by the country when the customer was added.
why-country-outside-market = A partner may sell only in the region of its own agreement.
why-country-not-in-edition = Each edition serves one country or the whole world; this deployment serves one.
why-state-unknown = In this country taxes depend on the state, so it has to be one that exists.
why-state-required = Without it, mail there does not arrive and taxes cannot be worked out.
why-postal-required = Without it, mail there does not arrive and the address cannot be verified.
why-postal-format = The post of that country uses only codes of this format.
why-postal-unknown = The code has the right format but is not in the list of the post as of October 2026.
why-address-differs = The list of the post has another place for this code. One of the two is a slip.
why-address-incomplete = The customer is verified by its complete, exact address: a town or street with a number.
why-address-not-checked = For this country, or for this script, no list of places is kept here.

# -- registration ID and contact
why-registration-missing = Authorities of this country ask for the company’s tax ID on every sale.
why-registration-format = Authorities reject numbers of another format, and orders with them.
why-registration-repeated = Two companies do not share a registration ID, but two branches of one company may.
why-phone-missing = In this country the customer is verified by phone.
why-phone-format = Numbers of the country have this many digits; anything else cannot be called.
why-email-format = The confirmation of the agreement is sent there, so mail has to arrive.
why-email-operator-domain = The contact has to be a person of the customer, who answers for the customer.
why-email-partner-domain = The contact has to be a person of the customer. Otherwise the partner would confirm its own sales.
why-email-free-for-education = An address of the institution is the proof that it is one.
why-education-segment-missing = The prices for education depend on it.
why-education-website-missing = The review looks there whether it is an education institution.
why-website-format = The review opens this address, so it has to lead somewhere.

# -- domain, culture, language
why-domain-prefix-format = The name becomes part of an internet address and of every user name.
why-domain-prefix-taken = Every customer’s domain name exists once in the world.
why-domain-prefix-known = Every customer’s domain name exists once in the world, and a customer keeps its own with every partner.
why-domain-prefix-own = Every customer’s domain name exists once in the world, and your other customer signs in with this one.
why-domain-prefix-repeated = Every customer’s domain name exists once in the world, so two rows cannot both get it.
why-culture-unknown = Invoices and mail are written only in the cultures of the customer’s country.
why-language-unknown = Invoices and mail are written only in the languages of the customer’s country.
