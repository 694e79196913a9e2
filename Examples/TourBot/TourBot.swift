import Foundation
import Teams

/// A tour of what a bot can do in Teams. Write `help` to it.
@main
struct TourBot {
    static func main() async {
        do {
            let app = App(try .environment())  // PORT, LOCAL_TEAMS_URL, CLIENT_ID, CLIENT_SECRET, TENANT_ID
            addTour(to: app)
            try await app.run { address in
                print("listening on http://\(address)")  // says when it is ready, and where
            }
        } catch {
            FileHandle.standardError.write(Data("tour-bot: \(error)\n".utf8))
            exit(1)
        }
    }
}
