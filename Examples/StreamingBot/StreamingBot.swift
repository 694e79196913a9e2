import Foundation
import Teams

/// A bot that answers as it thinks, and asks a person before it acts. Write `tide` to it.
@main
struct StreamingBot {
    static func main() async {
        do {
            let app = App(try .environment())  // PORT, LOCAL_TEAMS_URL, CLIENT_ID, CLIENT_SECRET, TENANT_ID
            addHarborMaster(to: app)
            try await app.run { address in
                print("listening on http://\(address)")  // says when it is ready, and where
            }
        } catch {
            FileHandle.standardError.write(Data("streaming-bot: \(error)\n".utf8))
            exit(1)
        }
    }
}
