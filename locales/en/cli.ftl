# The command line.
cli-uploaded = { $file } was uploaded as import { $id }. Should this command end early, type it again: it goes on where it was.
cli-goes-on = Going on with import { $id } of the same file.
cli-imported-before = This file has been imported before, as import { $id }; this is what came of it. Add --again to import it once more.
cli-away = The server does not answer. Waiting for it to come back; nothing that was added is lost.
cli-paused = The import is paused. Type the command again to go on.
cli-error = error
cli-warning = warning
cli-first-rows = first in row { $rows }
cli-errors-written = The rows that were left out are in { $path }. Mend them there and import that file.
cli-not-a-mapping = { $path } is no mapping: { $message }. Look at docs/import.md for an example.
cli-unreachable = { $url } does not answer: { $message }. Check --base-url and that the server runs.
cli-strange = { $url } answered what no server of this product answers. Check --base-url.
cli-token-not-kept = The access token could not be kept for next time: { $message }
