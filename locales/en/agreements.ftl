# The customer agreement beyond one customer.
versions-title = Customer agreement versions
versions-lead = Customers of a country accept its newest version. A published version does not change.
versions-text = Text
version-counts = Counts now
version-published = Published, counts later
version-pdf = PDF, { $country }
version-replaced = Replaced
action-publish-version = Publish a version
action-publish = Publish
publish-lead = Until its day the version before counts, and both can be accepted. From then on customers without it cannot be sold anything.
publish-ja = Japanese text
publish-en = English text
field-version = Version
field-effective-from = Counts from
field-countries = Countries/regions
field-prevails = Text that prevails
field-title-ja = Title in Japanese
field-body-ja = Text in Japanese
field-title-en = Title in English
field-body-en = Text in English
hint-version = A name people can tell apart, such as 2027-01.
hint-effective-from = Leave partners time to have it accepted.
hint-countries = Codes with blanks between them, such as JP US.
hint-prevails = The other one is a translation.
hint-body = Leave a blank line between paragraphs. Leave title and text empty for no text in this language. Lines stay as they are, and a short first line becomes the heading of its paragraph.
done-version-published = The version has been published.
lacking-title = Agreements to be confirmed
lacking-lead = Customers who have not accepted the version that counts. Nothing can be bought for them.
lacking-as-of = Version that counts
lacking-today = Today
lacking-from = From { $date }
lacking-agreed = Last accepted
lacking-reminded = Last reminded
lacking-empty = All customers have accepted it
lacking-export = Export list
lacking-count = { $count ->
    [one] { $count } customer
   *[other] { $count } customers
}
lacking-listed = Customers on the list
lacking-due = Not reminded in the last 24 hours
lacking-remind-text = Each customer that the list shows with its filter, on all pages, gets a mail, once in 24 hours at most.
action-remind = { $count ->
    [one] Remind { $count } customer by mail
   *[other] Remind { $count } customers by mail
}
remind-title = Remind customers by mail
remind-send = { $count ->
    [one] Send { $count } mail
   *[other] Send { $count } mails
}
done-reminders-queued = The mails are on their way.
agreement-upcoming = Version { $version } counts from { $date }. Have it accepted before then; until that day the confirmation on record counts.
action-download-pdf = Download as PDF
action-download-text = Download as text
