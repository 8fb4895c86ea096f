# Mails to customers.
mail-agreement-attested-subject = { $partner } has confirmed your acceptance of the customer agreement
mail-agreement-attested-body =
    Hello { $first-name } { $last-name },

    { $partner } has told us that you accepted the customer agreement for { $company } on { $date }.

    If you did not accept it, or are not the right person at { $company }, please contact { $partner }.
mail-review-decided-subject = { $state ->
    [approved] { $company }: approved
    [refused] { $company }: not approved
   *[other] { $company }: documents needed
}
mail-review-decided-body =
    { $subject ->
        [account] The operator has verified your customer { $company }.
       *[other] The operator has reviewed the special qualification of your customer { $company }.
    }

    { $state ->
        [approved] It is approved.
        [refused] It is not approved. On the customer's page you can ask for another review.
       *[other] Documents are needed before it can be decided. Please add them on the customer's page.
    }

    { $message }
mail-agreement-reminder-subject = Please accept the customer agreement ({ $version })
mail-agreement-reminder-body =
    Hello,

    { $company } has not accepted version { $version } of the customer agreement yet. Without it, { $partner } can order nothing new for you.

    Please confirm to { $partner } that you accept it, or sign in and accept it if you were asked to do so yourself.
mail-partner-state-subject = { $state ->
    [active] { $partner } can work without limits again
    [restricted] { $partner } is restricted
   *[other] { $partner } is suspended
}
mail-partner-state-body =
    Hello,

    { $state ->
        [active] { $operator } lets { $partner } work without limits again.
        [restricted] { $operator } has restricted { $partner }: you cannot add customers or make new purchases. What you have goes on.
       *[other] { $operator } has suspended { $partner }: nobody of { $partner } can work in the portal or over the API. Subscriptions of your customers stay as they are.
    }

    { $reason }

    If you have questions, please contact { $operator }.
