# コマンド ライン。
cli-uploaded = { $file } をインポート { $id } としてアップロードしました。途中で終了した場合は、同じコマンドをもう一度実行すると続きから再開します。
cli-goes-on = 同じファイルのインポート { $id } を続けます。
cli-imported-before = このファイルはインポート { $id } としてインポート済みです。結果は次のとおりです。もう一度インポートするには --again を付けてください。
cli-away = サーバーが応答しません。復旧を待っています。追加済みの顧客は失われません。
cli-paused = インポートは一時停止中です。続けるには、同じコマンドをもう一度実行してください。
cli-error = エラー
cli-warning = 警告
cli-first-rows = 最初の行: { $rows }
cli-errors-written = 追加されなかった行を { $path } に書き出しました。修正してから、そのファイルをインポートしてください。
cli-not-a-mapping = { $path } は対応付けのファイルとして読み取れません: { $message }。docs/import.md の例を参照してください。
cli-unreachable = { $url } が応答しません: { $message }。--base-url と、サーバーが実行中であることを確認してください。
cli-strange = { $url } の応答はこの製品のものではありません。--base-url を確認してください。
cli-token-not-kept = アクセス トークンを次回のために保存できませんでした: { $message }
