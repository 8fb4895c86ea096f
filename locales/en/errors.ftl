# Error pages and the summary on top of forms.
summary-title = { $count ->
    [one] There is one problem
   *[other] There are { $count } problems
}
error-400-title = The request could not be understood
error-400-text = Something in the address or the form is not as expected.
error-400-help = Go back, check the entries and try again.
error-403-title = Not allowed
error-403-text = Your role does not include this.
error-403-help = Ask a global admin of your company for the role that does.
error-404-title = Not found
error-404-text = There is nothing here, or you may not see it.
error-404-help = Check the address, or look for it in the customer list.
error-409-title = Changed in the meantime
error-409-text = Someone else changed this before you saved. Nothing of yours was written.
error-409-help = Go back, load the page again and repeat your change.
error-429-title = Too many requests
error-429-text = There were more requests than are allowed in this time.
error-429-help = Wait a moment. Nothing is lost.
error-500-title = Something went wrong
error-500-text = The fault is ours, and it has been recorded.
error-500-help = Try again. If it happens again, quote the id below to support.
error-503-title = Not available right now
error-503-text = The service is busy or being maintained.
error-503-help = Try again in a moment.
error-retry-after = Try again in { $seconds } seconds.
error-home = Back to the start
error-correlation = Correlation ID
