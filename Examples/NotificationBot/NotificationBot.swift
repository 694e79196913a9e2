import Foundation
import Teams
import TeamsNotifications

/// A bot that tells people things: the weather each morning, and an incident the moment another program reports it.
@main
struct NotificationBot {
    static func main() async {
        do {
            // PORT, LOCAL_TEAMS_URL, CLIENT_ID, CLIENT_SECRET, TENANT_ID
            let app = App(try .environment())
            let file = ProcessInfo.processInfo.environment["DATA"] ?? "notification-bot.db"
            let notifications = try await Notifications(for: app, store: .sqlite(file))
            addCommands(to: app, notifications)
            addIncidents(to: app, notifications, key: try .environment("INCIDENT_KEY"))
            addForecast(to: notifications, zone: "Europe/Stockholm")
            // Whoever started the program waits for this line.
            try await app.run(alongside: notifications) { address in print("listening on http://\(address)") }
        } catch {
            FileHandle.standardError.write(Data("notification-bot: \(error)\n".utf8))
            exit(1)
        }
    }
}

/// What people can say to the bot. It also knows `stop incidents` and the like by itself: see the guide.
func addCommands(to app: App, _ notifications: Notifications) {
    // Where the app comes to be installed, once: why the bot is here, what it offers, what to do next.
    notifications.welcome(
        personal: "Hello! I tell you the weather at nine and incidents at once. Write `who` to see whom I can reach.",
        group: "Hello! I tell this chat of incidents. Whoever wants them in person installs me for themselves.",
        team: "Hello! I post incidents here, since this app was installed in the team. Write `who` to me to know more.")
    app.onMessage(.equals("who")) { context in
        var names: [String] = []
        for try await place in notifications.installations() { names.append(place.name ?? place.scope.rawValue) }
        try await context.send("I can reach \(names.count): \(names.sorted().joined(separator: ", "))")
    }
    app.onMessage { context in
        try await context.send("Write `who` to see whom I can reach, or `notifications` to choose what you get.")
    }
}
