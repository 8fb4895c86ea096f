# Labels of fields, by the key of the field.

field-country = Country/region
field-company-name = Company name
field-address-line-1 = Address line 1
field-address-line-2 = Address line 2
field-city = City
field-state = State/province
field-postal-code = Postal code
field-registration-id = Company registration ID
field-first-name = First name
field-last-name = Last name
field-email = Email address
field-phone = Phone number
field-domain-prefix = Primary domain name
field-culture = Culture
field-language = Language
field-qualification = Special qualification
field-education-segment = Education segment
field-website = Website
field-source = Source
field-source-id = Source ID
field-tags = Tags
field-reseller = Indirect reseller
field-agreement = Customer agreement
field-agreement-attested = The customer has accepted the customer agreement
field-agreement-date = Agreement acceptance date
field-signer-first-name = First name of the signer
field-signer-last-name = Last name of the signer
field-signer-email = Email address of the signer
field-signer-phone = Phone number of the signer
field-admin-access = Give admin access by default
field-offer = Offer
field-licence-count = Licences
field-friendly-name = Friendly name
field-line-number = Line number
field-parent-subscription = Subscription it adds to
field-agreement-template = Version of the customer agreement
field-reservations = The customer may buy reservations itself
field-savings-plans = The customer may buy savings plans itself
field-permissions-confirmed = We pay for what the customer buys itself, and we are not told of it
field-state-owned = Owned by a state

# What people of a country call a part of an address.
label-state = { $kind ->
    [area] Area
    [county] County
    [department] Department
    [district] District
    [do-si] Province or city
    [emirate] Emirate
    [island] Island
    [oblast] Oblast
    [parish] Parish
    [prefecture] Prefecture
    [state] State
   *[other] State/province
}
label-postal-code = { $kind ->
    [eircode] Eircode
    [pin] PIN code
    [zip] ZIP code
   *[other] Postal code
}
field-add-tags = Tags to add
field-remove-tags = Tags to remove
field-view-name = Name of the view
field-file = File
field-customer = Customer
