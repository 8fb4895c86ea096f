# Descriptions in answers of the API. Broken rules are in rules.ftl.

# -- what a body or a parameter should have been
api-expected-json = { $path }: this is not well-formed JSON ({ $detail }). Send a JSON document.
api-expected-depth = { $path }: this is nested too deeply. Use at most { $detail } levels.
api-expected-length = { $path }: this is too long. Use at most { $detail } bytes.
api-expected-object = { $path }: send an object.
api-expected-array = { $path }: send an array.
api-expected-text = { $path }: send a text.
api-expected-number = { $path }: send a number.
api-expected-integer = { $path }: send a whole number.
api-expected-boolean = { $path }: send true or false.
api-expected-one-of = { $path }: send one of these: { $detail }.
api-expected-member = { $path }: the member { $detail } is missing.
api-expected-other = { $path }: { $detail }.
api-body = The body

# -- the request as a whole
api-token-missing = No access token. Send one in the Authorization header.
api-token-refused = The access token is not valid or has ended. Get a new one.
api-denied-kind = Organizations of your kind cannot do this.
api-body-too-large = The body is too large. Send at most { $most } bytes.
api-body-broken = The body ended before it was complete. Send it again.
api-body-not-json = The body must be JSON. Send it with the content type application/json.
api-no-resource = There is no such resource. Check the address.
api-no-method = The resource does not take this method. The Allow header names those it takes.
api-not-a-guid = { $path } must be a GUID (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).
api-other-customer = { $path } names another customer than the address does. Send the same ID, or leave it out.
api-not-a-number = { $path } must be a whole number that is not negative.
api-not-a-date = { $path } must be a date, such as 2026-11-21.
api-not-a-token = The continuation token is not one of this list. Start again from the first page.
api-no-such-seek = Lists can only be read forward: seekOperation is First or Next.
api-filter-like = Write it like { $example }
api-no-such-filter = This filter is not offered. { $field } can be compared with { $operators }.
api-date-too-old = startDate is too far back. The activity log is offered for the last { $days } days.
api-dates-reversed = endDate is before startDate.
api-no-such-patch = Only relationshipToPartner can be changed, to none, and allowDelegatedAccess, to false. For anything more ask the customer by an invitation.
api-invitation-fixed = { $path } of an invitation cannot be changed. Send it as it is, or leave it out; recipient, subject and body can be changed.
api-unexpected = Something went wrong, and the fault is ours. It has been recorded.
api-unavailable = The service cannot answer right now. Try again in a moment.

# -- tokens
api-oauth-invalid-request = The request is incomplete. Send client_id and what the grant type needs, form-encoded.
api-oauth-invalid-client = The application is unknown or its secret is wrong.
api-oauth-invalid-grant = The user name, the password, the code or the refresh token is wrong or has ended.
api-oauth-unauthorized-client = The application does not belong to this tenant, or may not use this grant type.
api-oauth-unsupported-grant-type = This grant type is not offered here.
api-oauth-slow-down = Too many attempts, or too close together. Try again in { $seconds } seconds.
api-oauth-authorization-pending = Nobody has answered yet. Ask again after the interval.
api-oauth-expired-token = The code has ended. Ask for a new one.
api-oauth-access-denied = The person declined.
api-oauth-device-message = To sign in, open { $address } in a browser and enter the code { $code }.
api-oauth-temporarily-unavailable = The service cannot answer right now. Try again in a moment.
api-oauth-server-error = Something went wrong, and the fault is ours. It has been recorded.
api-import-names-nothing = “{ $name }” is neither a column of the file nor a field of a customer.
api-too-many-customers = At most { $most } customers in one request.
