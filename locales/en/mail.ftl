# Mails to customers.
mail-agreement-attested-subject = { $partner } has confirmed your acceptance of the customer agreement
mail-agreement-attested-body =
    Hello { $first-name } { $last-name },

    { $partner } has told us that you accepted the customer agreement for { $company } on { $date }.

    If you did not accept it, or are not the right person at { $company }, please contact { $partner }.
