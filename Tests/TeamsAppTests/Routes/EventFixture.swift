import Foundation
import JSONKit

/// The activities of the events `E01` to `E80`, as the service posts them.
enum EventFixture {
    /// The event `number`, from a service that the bot of the tests lets in.
    static func json(_ number: Int, _ more: JSONObject = [:]) throws -> JSONValue {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
        let name = number < 10 ? "E0\(number)" : "E\(number)"
        let file = tests.appending(path: "TeamsModelsTests/Fixtures/Events/\(name).json")
        var json = try JSONValue(parsing: Array(Data(contentsOf: file)))
        json["serviceUrl"] = .string(Bot.serviceURL)
        for (name, value) in more { json[name] = value }
        return json
    }
}
