import HTTPKit
import JSONKit
import LockKit
import TeamsApp
import TeamsModels
import Testing

@testable import TeamsNotifications

struct OptionsTests {
    /// What the bot says to a person who writes this, and what reaches its own handler.
    private static func answers(
        to text: String, _ options: NotificationOptions
    ) async throws -> (said: [String], heard: [String]) {
        let bench = try await RegistryBench(options: options)
        let heard = Mutex<[String]>([])
        bench.app.onMessage { context in
            let text = context.text
            heard.withLock { $0.append(text) }
        }
        await bench.post([
            "type": "message", "text": .string(text), "locale": "en-GB",
            "from": ["id": "29:ines", "aadObjectId": "6a1d4c1e"],
            "conversation": ["id": "a:ines", "conversationType": "personal", "tenantId": "T"],
        ])
        let said = bench.service.state.withLock { $0.requests }.compactMap {
            (try? JSONValue(parsing: $0.body))?["text"]?.stringValue
        }
        return (said, heard.withLock { $0 })
    }

    @Test("words about notifications are answered with the wording of the options; English words always count")
    func wording() async throws {
        var options = NotificationOptions()
        options.wording = { locale in
            var words = OptOutWording.standard(for: locale)
            words.list = "bulletins"
            words.nothing = "No bulletins yet (\(locale ?? ""))."
            return words
        }
        for text in ["bulletins", "notifications"] {
            let answers = try await Self.answers(to: text, options)
            #expect(answers.said == ["No bulletins yet (en-GB)."])
            #expect(answers.heard.isEmpty)
        }
        #expect(try await Self.answers(to: "tides", options).heard == ["tides"])
    }

    @Test("a bot that answers no words about notifications has them itself")
    func noCommands() async throws {
        let answers = try await Self.answers(to: "notifications", NotificationOptions(answersCommands: false))
        #expect(answers.said.isEmpty)
        #expect(answers.heard == ["notifications"])
    }
}
