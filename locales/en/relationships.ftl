# Asking to come together by a personal link, answering, and a customer's partners.
nav-requests = Relationship requests
nav-partnership-requests = Partnership requests
nav-partners = Partner relationships
requests-title-customers = Relationship requests
requests-title-resellers = Partnership requests
requests-lead-customers = Customers you asked to buy from you. A customer accepts by its personal link and then appears in your list.
requests-lead-resellers = Indirect resellers you asked to sell with you.
requests-new-lead-customers = For customers who buy elsewhere already: from another partner, on the web, or under another programme. What they have stays as it is.
requests-new-lead-resellers = The reseller’s global admin opens the personal link, signs in and authorizes you as its indirect provider.
action-request-customers = Request a reseller relationship
action-request-resellers = Request a partnership
requests-empty = Nobody has been asked yet
requests-none-found = No request in this state
requests-empty-text-customers = Write a request: you get a mail to send, with a link that only this customer needs.
requests-empty-text-resellers = Write a request: you get a mail to send to the reseller’s global admin.
requests-no-subject = (no subject)
offer-outside-market = { $partner } cannot serve customers in your country or region. Ask it for a partner that can.
offer-outside-programme = { $partner } does not sell in your country or region, so that you cannot be its indirect reseller. Look for a provider that does.
offer-not-now = { $partner } cannot take anybody on at present. Ask it when it can.
offer-parted = Your relationship with { $partner } has ended. This link does not bring it back: ask { $partner } for a request of your own.
requests-asks = What is asked for
requests-created = Written
requests-sent = Last sent
requests-expires = Link ends
requests-ended = Answered or taken back
requests-answered-by = Answered by
requests-standing = Answer to your link for all customers
request-title-customers = Relationship request
request-title-resellers = Partnership request
request-draft = Draft
request-sent = Sent
request-accepted = Accepted
request-declined = Declined
request-expired = Expired
request-revoked = Taken back
asks-customer = Reseller relationship
asks-combined = Relationship with reseller and provider
asks-partnership = Partnership between provider and reseller
field-delegated-admin = Ask for delegated admin privileges
hint-delegated-admin = Your admin agents may then manage the customer’s users and licences and file its service requests. Without them you do not administer its tenant.
field-text-language = Language of the mail
hint-text-language = You can change every word afterwards.
field-provider = Indirect provider
hint-request-provider = With a provider, the customer agrees to both of you at once: you look after it, the provider sells.
requests-alone = Without a provider
action-write-request = Write the mail
field-recipient = Recipient
hint-recipient = Needed only if we send the mail for you.
field-subject = Subject
field-body = Text
hint-request-body = Keep the personal link in the text: without it nobody can answer.
requests-link = Personal link
requests-link-hint-customers = Whoever has this link sees that you ask. Only a global admin of a customer can accept.
requests-link-hint-resellers = Whoever has this link sees that you ask. Only a global admin of the reseller can authorize you.
action-take-along = Check and take along
action-send-for-me = Send for me
action-open-mail = Open in email
requests-ready = The mail is ready
requests-ready-text = Open it in your mail program, or copy it, and send it from there.
requests-long = The text is too long to be handed to a mail program. Copy it and paste it into the mail that opens.
requests-resend-text = The link has ended. Sent once more, the same link works for another 90 days.
requests-revoke = Take the request back
requests-revoke-text = The link stops working at once. You can write a new request at any time.
requests-revoke-asked = Take this request back?
requests-revoke-silent = Nobody is told. Whoever has the link can no longer answer.
requests-written = Mail
requests-resend = Send again
done-request-sent = The mail is on its way.
done-request-revoked = The request has been taken back.
offer-lead = { $partner } sent you this link. Nothing happens before you answer.
offer-title-customer = { $partner } would like to be your partner
offer-title-combined = { $partner } would like to be your partner
offer-title-partnership = { $partner } would like to be your indirect provider
offer-partner = Partner
offer-provider = Indirect provider
offer-effects = If you accept
effect-customer = { $partner } can sell you subscriptions and bill you for what you order.
effect-reseller = { $partner } looks after you: it advises and supports you. What you order you buy through an indirect provider.
effect-combined = { $partner } looks after you; { $provider } sells you subscriptions and bills for them.
effect-admin = { $partner } gets delegated admin privileges: its admin agents manage your users and licences, reset passwords and file service requests for you.
effect-no-admin = No delegated admin privileges are asked for. Privileges you have given before stay.
effect-end = What you have bought elsewhere stays as it is. You can end the privileges at any time under Partner relationships.
effect-partnership = { $partner } can order and add subscriptions for customers it shares with you.
effect-partnership-end = You both see each other in your lists. The provider can end the partnership; customers stay as they are.
offer-sign-in = Sign in to answer
offer-sign-in-text = Only a global admin of your organization can answer.
offer-join = My organization is new here
offer-profile = Your company
offer-profile-text = { $partner } keeps this for invoices and mail.
offer-profile-change = Change these details
offer-accept = Accept
offer-decline = Decline
offer-set-up = Accept with a second factor
offer-set-up-text = If you accept, { $partner } can administer your tenant. Set up a second factor first; you then come back here. Declining needs none.
action-set-up = Set up a second factor
decline-asked = Decline the request of { $partner }?
decline-customer = { $partner } becomes no partner of yours and gets no privileges by it. What you have with { $partner } already does not change.
decline-partnership = { $partner } does not become your indirect provider. Other partnerships do not change.
decline-told = { $partner } sees that your organization has declined.
decline-link = The link cannot be answered after that. If you change your mind, ask { $partner } for a new one.
decline-standing = If you change your mind, you can still accept the request of { $partner } with the same link.
offer-authorize = Authorize indirect provider
field-partnership-accepted = I authorize this indirect provider for my organization.
offer-own-accepted = Your organization has accepted. { $partner } is among your partners.
offer-own-declined = Your organization has declined. Ask { $partner } for a new link if that was a mistake.
offer-before-declined = Your organization has declined this before. You can still accept.
offer-before-accepted = Your organization has accepted this before; what was agreed stands.
offer-expired = This link has ended. Ask { $partner } for a new one.
offer-ended = This link no longer works: it has been answered or taken back. Ask { $partner } for a new one.
offer-own-link = This is your own link. Send it to whoever should answer.
offer-own-link-over = This is your own link. It has been answered, has ended or was taken back; your requests say which.
offer-other-kind = Your organization cannot answer this: { $partner } asks another kind of organization. Sign out and sign in with the right account.
link-account = Another account
link-account-text = You are signed in as { $name } ({ $tenant }). If this link is for somebody else, or for another account of yours, sign out: you come back here.
link-sign-out = Sign out and come back
offer-no-admin = Only a global admin of your organization can answer. Forward this link to yours.
join-title = Begin with your organization
join-lead = You make an account for your organization and accept what { $partner } asks for, in one step.
join-admin = The first administrator
join-admin-text = You become the global admin of your organization.
join-domain-hint = Your sign-in name will be admin@ followed by this domain. It cannot be changed later.
join-password-hint = At least { $min } characters.
join-send = Begin and accept
done-joined = Your organization is ready and has accepted. Sign in with your new name and password.
done-joined-before = Your organization had already been begun from this link; what you sent now has changed nothing. Sign in with the password chosen the first time.
done-offer-accepted = You have accepted.
done-partnership-authorized = The indirect provider has been authorized.
partners-title = Partner relationships
partners-lead = Who sells to you and looks after you, and what they may do.
partners-empty = No partner yet
partners-empty-text = A partner that wants to sell to you sends you a personal link.
partners-partner = Partner
partners-role = Relationship
partners-admin = Delegated admin privileges
partners-admin-roles = Roles that partners have in your directory, or ask for
partners-action = Action
partners-sells = Sells to you
partners-serves = Looks after you
partners-serves-with = Looks after you; { $providers } sells
partners-sells-and-serves = Sells to you, and looks after what { $providers } sells
partners-roles-only = Has roles in your directory; sells nothing to you
partners-roles = See roles
partners-roles-of = See the roles of { $partner }
partners-admin-yes = Granted
partners-admin-no = None
partners-end = End privileges
partners-end-of = End the privileges of { $partner }
partners-end-loses = { $partner } can no longer manage your users and licences, reset passwords or file service requests for you.
partners-end-keeps = { $partner } stays your partner: it can still renew and order subscriptions, and you keep what you have.
partners-end-again = To give the privileges again, accept a new link of the partner.
partners-hint = To end the relationship itself, ask the partner: subscriptions have to be suspended or ended first.
done-admin-ended = The privileges have ended.
invite-customer-subject = { $partner } would like to be your partner
invite-customer-body =
    Hello,

    { $partner } would like to { $sells ->
        [yes] sell you subscriptions and support you
       *[no] look after you: we advise and support you, and you buy through an indirect provider
    }. Please open the personal link below, sign in as a global admin of your organization and accept. If your organization has no account yet, you can make one there. { $admin ->
        [yes] By accepting you also give { $partner } delegated admin privileges, so that it can manage users and licences for you. You can end them at any time.
       *[no] {""}
    }

    { $link }

    The link works for 90 days.

    Kind regards
    { $partner }
invite-combined-subject = { $partner } and { $provider } would like to be your partners
invite-combined-body =
    Hello,

    { $partner } would like to look after you together with { $provider }, from which you would buy subscriptions. Please open the personal link below, sign in as a global admin of your organization and accept. If your organization has no account yet, you can make one there. { $admin ->
        [yes] By accepting you also give { $partner } delegated admin privileges, so that it can manage users and licences for you. You can end them at any time.
       *[no] {""}
    }

    { $link }

    The link works for 90 days.

    Kind regards
    { $partner }
invite-partnership-subject = { $partner } would like to be your indirect provider
invite-partnership-body =
    Hello,

    { $partner } would like to sell together with you as your indirect provider. Please open the personal link below, sign in as a global admin of your organization and authorize it.

    { $link }

    The link works for 90 days.

    Kind regards
    { $partner }
mail-invitation-subject = { $text-subject }
mail-invitation-body = { $text-body }
