extension [String: [UInt8]] {
    /// The files of `Web/Page` and its rooms, by the path under which each is served. SwiftPM names the bytes after the
    /// file alone, so a name stands in one room only. A test compares this list with the folder.
    static let notifierPage: [String: [UInt8]] = [
        "/": PackageResources.index_html,
        "/base/api.js": PackageResources.api_js,
        "/base/audience.js": PackageResources.audience_js,
        "/base/dialog.js": PackageResources.dialog_js,
        "/base/dom.js": PackageResources.dom_js,
        "/base/format.js": PackageResources.format_js,
        "/base/live.js": PackageResources.live_js,
        "/base/look.css": PackageResources.look_css,
        "/base/parts.css": PackageResources.parts_css,
        "/base/places.css": PackageResources.places_css,
        "/base/words.js": PackageResources.words_js,
        "/favicon.svg": PackageResources.favicon_svg,
        "/main.js": PackageResources.main_js,
        "/shell.js": PackageResources.shell_js,
        "/signin.js": PackageResources.signin_js,
        "/views/actions.js": PackageResources.actions_js,
        "/views/card.js": PackageResources.card_js,
        "/views/compose.js": PackageResources.compose_js,
        "/views/deliveries.js": PackageResources.deliveries_js,
        "/views/installations.js": PackageResources.installations_js,
        "/views/lanes.js": PackageResources.lanes_js,
        "/views/notification.js": PackageResources.notification_js,
        "/views/notifications.js": PackageResources.notifications_js,
        "/views/pages.js": PackageResources.pages_js,
        "/views/preferences.js": PackageResources.preferences_js,
        "/views/progress.js": PackageResources.progress_js,
        "/views/schedules.js": PackageResources.schedules_js,
        "/views/unreachable.js": PackageResources.unreachable_js,
    ]
}
