internal import TeamsPage

extension [String: [UInt8]] {
    /// All files of the notifier's page, by the path under which each is served.
    static let notifierPage: [String: [UInt8]] = notifierFiles.withSharedPage

    /// Those of `Web/Page` and its rooms. SwiftPM names the bytes after the file alone, so a name stands in one room
    /// only. A test compares this list with the folder.
    private static let notifierFiles: [String: [UInt8]] = [
        "/": PackageResources.index_html,
        "/base/api.js": PackageResources.api_js,
        "/base/audience.js": PackageResources.audience_js,
        "/base/content.js": PackageResources.content_js,
        "/base/form.js": PackageResources.form_js,
        "/base/format.js": PackageResources.format_js,
        "/base/live.js": PackageResources.live_js,
        "/base/look.css": PackageResources.look_css,
        "/base/parts.css": PackageResources.parts_css,
        "/base/parts.js": PackageResources.parts_js,
        "/base/places.css": PackageResources.places_css,
        "/base/request.js": PackageResources.request_js,
        "/base/words.js": PackageResources.words_js,
        "/favicon.svg": PackageResources.favicon_svg,
        "/main.js": PackageResources.main_js,
        "/shell.js": PackageResources.shell_js,
        "/signin.js": PackageResources.signin_js,
        "/views/actions.js": PackageResources.actions_js,
        "/views/card.js": PackageResources.card_js,
        "/views/compose.js": PackageResources.compose_js,
        "/views/contentfields.js": PackageResources.contentfields_js,
        "/views/deliveries.js": PackageResources.deliveries_js,
        "/views/installations.js": PackageResources.installations_js,
        "/views/installing.js": PackageResources.installing_js,
        "/views/lanes.js": PackageResources.lanes_js,
        "/views/notification.js": PackageResources.notification_js,
        "/views/notifications.js": PackageResources.notifications_js,
        "/views/pages.js": PackageResources.pages_js,
        "/views/preferences.js": PackageResources.preferences_js,
        "/views/progress.js": PackageResources.progress_js,
        "/views/schedules.js": PackageResources.schedules_js,
        "/views/sources.js": PackageResources.sources_js,
        "/views/unreachable.js": PackageResources.unreachable_js,
    ]
}
