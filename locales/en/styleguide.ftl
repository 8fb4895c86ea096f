# The style guide.
style-title = Style guide
style-lead = Every component, in all its states.
style-colours = Colours
style-buttons = Buttons
style-closed = A subscription is still active. Suspend it first.
style-badges = Badges
style-notices = Notices
style-forms = Forms
style-tabs = Menu
style-table = Table
style-progress = Progress
style-progress-label = Importing: 62 of 100
style-secret = Shown once
style-empty = Empty state
style-dialog = Dialog
style-dialog-open = Open
