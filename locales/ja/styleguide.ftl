# The style guide.
style-title = スタイル ガイド
style-lead = すべての部品を、すべての状態で示します。
style-colours = 色
style-buttons = ボタン
style-closed = 有効なサブスクリプションがあります。先に中断してください。
style-badges = バッジ
style-notices = お知らせ
style-forms = フォーム
style-tabs = メニュー
style-table = 表
style-progress = 進行状況
style-progress-label = インポート中: 62 / 100
style-secret = 一度だけの表示
style-empty = 空の状態
style-dialog = ダイアログ
style-dialog-open = 開く
