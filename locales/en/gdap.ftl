# Granular delegated administration: roles of partners in the directories of customers.
nav-admin-relationships = Admin relationships
section-admin-relationships = Admin relationships
admin-title = Admin relationships
admin-lead = Roles you have, or have asked for, in the directories of customers.
admin-lead-customer = Roles that partners have, or have asked for, in your directory.
admin-empty = No admin relationships yet
admin-partner = Partner
admin-customer = Customer
admin-any = Not known yet
admin-until = Until
admin-roles = Roles
admin-groups = Security groups
admin-row-groups = Security groups: { $groups }
admin-groups-text = The people of a group have the roles you give it here, as long as the admin relationship is active.
admin-groups-none = No group has roles yet, so nobody can use them.
admin-state-created = Not requested yet
admin-state-pending = Waiting for approval
admin-state-active = Active
admin-state-expired = Expired
admin-state-terminated = Terminated
assignment-pending = From the approval on
assignment-active = Active
assignment-deleted = Taken away
action-request-admin = Request admin relationship
action-request = Request approval
action-delete = Delete
action-decline = Decline
action-terminate = Terminate
action-assign = Give roles to the group
action-unassign = Take away
action-add-group = Add a security group
action-delete-group = Delete security group
action-extend-on = Switch on
action-extend-off = Switch off
admin-request-lead = Ask only for the roles you need, for as long as you need them. A global administrator of the customer approves them.
admin-needs-agent = Only admin agents of a partner that may take up new business can request it.
admin-any-customer = The first customer whose global administrator opens the link and answers is the one.
admin-this-customer = Only { $customer } can answer.
admin-name-hint = Customers see it. Each name can be used once.
admin-days-hint = From 1 to 730, counted from the approval on.
field-admin-name = Name of the admin relationship
field-admin-days = Duration in days
field-admin-roles = Directory roles
field-admin-group = Security group
field-auto-extend = Extend by 180 days at the end
field-admin-approved = I approve that the partner gets these roles in our directory
field-group-name = Name of the group
field-group-members = Members
auto-extend-hint = Not possible with the role of global administrator.
auto-extend-is-on = It is extended by 180 days at its end, again and again.
auto-extend-is-off = It is not extended.
admin-send = Send the link to the customer
admin-send-text = A global administrator of the customer opens the link, signs in and answers. No mail is sent from here.
admin-link = Link
admin-mail = Mail to the customer
admin-lapses = The link works until { $date }.
admin-draft = Not requested yet
admin-draft-text = Nobody at the customer knows of it. After the request its terms cannot be changed.
admin-open-customer = Open the customer
admin-asked-by = Requested by
admin-duration = Duration
admin-days = { $days } days
admin-approved-at = Approved
admin-ended-at = Ended
admin-how = How it ended
admin-how-lapsed = Nobody answered in time.
admin-how-expired = Its time was over.
admin-how-declined = { $customer } declined it.
admin-how-withdrawn = { $partner } took the request back.
admin-how-customer = { $customer } ended it.
admin-how-partner = { $partner } ended it.
admin-how-parting = { $partner } and { $customer } ended their relationship, and this with it.
admin-link-own = This is what your customer sees. Send the link to its global admin: only that person can answer.
admin-link-own-over = This is your own link. The request has been answered, has ended or was taken back; your admin relationships say which.
admin-link-other = Your organization cannot answer this: { $partner } asks another one. Sign out and sign in with the right account.
admin-terminate = End of the admin relationship
admin-terminate-text = You lose all its roles at once. The customer is told by mail.
admin-withdraw-text = You take the request back. The link leads nowhere then.
admin-terminate-customer = { $partner } loses all these roles at once and is told by mail. What it sells to you goes on.
admin-needs-ender = Only admin agents and global administrators can end it.
admin-terminate-asked = End this admin relationship?
admin-decline-asked = Decline this request?
admin-decline-text = { $partner } gets no roles and is told by mail. It can ask again with another link.
admin-answer-title = { $partner } asks for roles in your directory
admin-answer-lead = Approve only if you know the partner and expected this.
admin-answer-roles = With them, people of { $partner } administer your directory:
admin-answer-global = One of the roles is that of global administrator: { $partner } could do everything, also give itself more.
admin-answer = Your answer
admin-answer-not-now = { $partner } cannot start anything new at present, so that this cannot be approved now. Ask { $partner } when it can.
admin-answer-text = You can end it at any time.
admin-older = Delegated admin privileges for everything:
action-give-up-admin = Give up the privileges
give-up-asked = Stop administering this customer's tenant?
give-up-loses = Your people can no longer manage its users and licences, reset passwords or file service requests, unless a security group has a role for it.
give-up-keeps = You stay its partner: you still order and renew subscriptions, and are billed for them.
give-up-again = Only the customer can give the privileges again, by accepting a link from you.
admin-tasks = What you may do here
admin-tasks-lead = It follows from the roles of your security groups, and from delegated admin privileges.
admin-task = Task
admin-allowed = Allowed
admin-needs = What is missing
admin-needs-roles = A role of your security groups: { $roles }
admin-task-create-user = Create users
admin-task-delete-user = Delete users
admin-task-restore-user = Restore users
admin-task-reset-password = Reset passwords
admin-task-assign-licences = Assign licences
admin-task-file-service-request = File service requests
groups-title = Security groups
groups-lead = Groups of your people that get roles at customers.
groups-empty = No security groups yet
group-count = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
group-delete-text = Only a group without roles can be deleted.
done-admin-given-up = You no longer administer this customer.
done-admin-requested = The request is ready. Send the link to the customer.
done-admin-approved = The partner has the roles now.
done-admin-declined = The request was declined.
done-admin-terminated = The admin relationship has ended.
done-admin-deleted = The admin relationship was deleted.
done-admin-assigned = The group has the roles.
done-admin-unassigned = The roles were taken from the group.
done-group-saved = The security group was saved.
group-delete-asked = Delete the security group “{ $name }”?
group-delete-members = { $count ->
    [0] Nobody is in the group.
    [one] One person is in the group and keeps their own roles.
   *[other] { $count } people are in the group and keep their own roles.
}
group-delete-nothing = The group has no roles at any customer: nobody loses access.
group-delete-access = The group has roles at customers. As long as it has them, it cannot be deleted; the people in it lose them when they are taken from the group.
group-delete-final = A deleted group cannot be brought back.
group-delete-first = Take these roles from the group first:
group-delete-role = { $name } ({ $customer }): { $roles }
done-group-deleted = The security group was deleted.
permission-admin-relationships-view = see admin relationships
permission-admin-relationships-request = request admin relationships
permission-admin-relationships-approve = approve admin relationships
permission-admin-relationships-end = end admin relationships
permission-admin-relationships-assign = give roles to security groups
permission-security-groups-manage = manage security groups
operation-create-security-group = Create security group
operation-update-security-group = Update security group
operation-delete-security-group = Delete security group
resource-granular-admin-relationship = Granular admin relationship
resource-granular-admin-access-assignment = Roles of a security group
resource-security-group = Security group
log-admin-relationship = Admin relationship
log-directory-roles = Directory roles
log-days = Days
log-auto-extend = Extended at the end
log-admin-state = Status
log-assignment-state = Status
log-ends = End
log-group = Security group
log-members = Members
operation-granular-admin-relationship-created = Create granular admin relationship
operation-granular-admin-relationship-updated = Update granular admin relationship
operation-granular-admin-relationship-requested = Request granular admin relationship
operation-granular-admin-relationship-approved = Approve granular admin relationship
operation-granular-admin-relationship-activated = Activate granular admin relationship
operation-granular-admin-relationship-declined = Decline granular admin relationship
operation-granular-admin-relationship-terminated = Terminate granular admin relationship
operation-granular-admin-relationship-expired = Granular admin relationship expired
operation-granular-admin-relationship-extended = Granular admin relationship extended
operation-granular-admin-relationship-deleted = Delete granular admin relationship
operation-granular-admin-access-assignment-created = Assign roles to a security group
operation-granular-admin-access-assignment-activated = Activate roles of a security group
operation-granular-admin-access-assignment-updated = Update roles of a security group
operation-granular-admin-access-assignment-deleted = Take roles from a security group
directory-role-directory-reader = Directory reader
directory-role-about-directory-reader = Reads basic information about people and groups.
directory-role-global-reader = Global reader
directory-role-about-global-reader = Reads everything an administrator sees, and changes nothing.
directory-role-reports-reader = Reports reader
directory-role-about-reports-reader = Reads reports about how services are used.
directory-role-message-reader = Message reader
directory-role-about-message-reader = Reads announcements about services.
directory-role-security-reader = Security reader
directory-role-about-security-reader = Reads security settings and reports.
directory-role-service-support-admin = Service support administrator
directory-role-about-service-support-admin = Files service requests and sees the health of services.
directory-role-helpdesk-admin = Helpdesk administrator
directory-role-about-helpdesk-admin = Resets passwords of people who are not administrators, and files service requests.
directory-role-password-admin = Password administrator
directory-role-about-password-admin = Resets passwords of people who are not administrators.
directory-role-licence-admin = Licence administrator
directory-role-about-licence-admin = Assigns licences to people and takes them away.
directory-role-directory-writer = Directory writer
directory-role-about-directory-writer = Creates and restores people and groups.
directory-role-groups-admin = Groups administrator
directory-role-about-groups-admin = Manages groups.
directory-role-user-admin = User administrator
directory-role-about-user-admin = Creates, changes and deletes people, resets their passwords and assigns licences.
directory-role-billing-admin = Billing administrator
directory-role-about-billing-admin = Buys, and sees invoices.
directory-role-mail-admin = Mail administrator
directory-role-about-mail-admin = Manages mailboxes and mail flow.
directory-role-meetings-admin = Chat and meetings administrator
directory-role-about-meetings-admin = Manages chats, calls and meetings.
directory-role-sites-admin = Sites administrator
directory-role-about-sites-admin = Manages sites and files.
directory-role-device-admin = Device administrator
directory-role-about-device-admin = Manages devices and the apps on them.
directory-role-domain-admin = Domain name administrator
directory-role-about-domain-admin = Manages domain names.
directory-role-cloud-application-admin = Cloud application administrator
directory-role-about-cloud-application-admin = Manages applications in the cloud.
directory-role-application-admin = Application administrator
directory-role-about-application-admin = Manages all applications.
directory-role-compliance-admin = Compliance administrator
directory-role-about-compliance-admin = Manages compliance settings and reports.
directory-role-security-admin = Security administrator
directory-role-about-security-admin = Manages security settings.
directory-role-privileged-authentication-admin = Privileged authentication administrator
directory-role-about-privileged-authentication-admin = Resets everybody's password, also that of administrators.
directory-role-global-admin = Global administrator
directory-role-about-global-admin = May do everything in the directory.
admin-mail-text =
    Subject: { $partner } asks for roles in your directory

    Hello,

    to look after your services, we ask for these roles in your directory, for { $days } days: { $roles }.

    A global administrator of your organisation can see the request and answer it here until { $date }:
    { $link }

    { $partner }
mail-admin-relationship-subject = { $news ->
    [approved] Admin relationship approved: { $name } ({ $partner })
    [declined] Request for roles declined: { $name }
    [terminated] Admin relationship terminated: { $name } ({ $partner }, { $company })
    [expired] { $ended ->
        [unanswered] Request for roles not answered: { $name } ({ $company })
        [nobody] Request for roles not answered: { $name }
       *[other] Admin relationship expired: { $name } ({ $partner }, { $company })
    }
    [extended] Admin relationship extended until { $date }: { $name }
   *[other] Admin relationship ends on { $date }: { $name }
}
mail-admin-relationship-body =
    Hello,

    { $news ->
        [approved] the admin relationship “{ $name }” between { $partner } and { $company } has been approved. It is active until { $date }.
        [declined] { $company } has declined the admin relationship “{ $name }” that { $partner } asked for.
        [terminated] { $ended ->
            [customer] { $company } ended the admin relationship “{ $name }” with { $partner } on { $date }.
            [partner] { $partner } ended the admin relationship “{ $name }” with { $company } on { $date }.
            [parting] the reseller relationship between { $partner } and { $company } ended on { $date }, and with it the admin relationship “{ $name }”.
           *[other] the admin relationship “{ $name }” between { $partner } and { $company } was terminated on { $date }.
        } { $partner } has no roles from it any more.
        [expired] { $ended ->
            [unanswered] { $company } did not answer the request of { $partner } for the admin relationship “{ $name }” in time. It lapsed on { $date }; { $partner } has no roles from it.
            [nobody] nobody answered the request of { $partner } for the admin relationship “{ $name }” in time. It lapsed on { $date }; { $partner } has no roles from it.
           *[other] the agreed time of the admin relationship “{ $name }” between { $partner } and { $company } was over on { $date }, so that it ended by itself. { $partner } has no roles from it any more.
        }
        [extended] the admin relationship “{ $name }” between { $partner } and { $company } has been extended automatically. It is now active until { $date }. Either of you can end it before.
       *[other] the admin relationship “{ $name }” between { $partner } and { $company } ends on { $date }. If the roles are needed after that, { $partner } has to ask for new ones in time.
    }

    { $link }
