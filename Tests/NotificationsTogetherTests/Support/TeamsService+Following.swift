import HTTPKit
import JSONKit
import ServiceKit
import Testing

@testable import LocalTeams

/// Making keys takes longer than most tests.
private let keys = Result { try KeyRing() }

extension TeamsService {
    /// A Teams without a socket that follows `clock`, as the bot of the test does too, with the people of a file.
    static func following(
        _ clock: ManualClock, at origin: String, workspace: String
    ) async throws -> TeamsService {
        var options = TeamsServiceOptions()
        options.clock = .virtual
        options.workspace = workspace
        options.logger = Log(label: "local-teams", level: .error)
        return try await TeamsService(
            options, address: try HTTP.Address(origin),
            transport: HandlerTransport(handler: { _ in HTTP.Response(status: 503) }),
            controlToken: nil, keys: try keys.get(), clock: WorldClock(clock))
    }

    /// Moves the clock, and with it the world.
    func move(to instant: ManualClock.Instant) async {
        // The world counts whole milliseconds; a little later than wanted is still not too early.
        let whole = instant.offset.wholeMilliseconds
        let milliseconds = Duration.milliseconds(whole) < instant.offset ? whole + 1 : whole
        let text = ISO8601Time(millisecondsSince1970: milliseconds).text(fractionDigits: 3)
        do { try await call("POST", "clock", ["now": .string(text)]) } catch {
            Issue.record("The clock does not move to \(text): \(error)")
        }
    }

    /// What a person does, through the control plane.
    @discardableResult
    func call(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> JSONValue {
        var request = HTTP.Request(method: method, target: "/_local/\(path)")
        request.fields = ["Host": "localhost:3979", "Content-Type": "application/json"]
        if let body { request.body = Array(body.text().utf8) }
        let response = try #require(await respond(to: request).response)
        let json = (try? JSONValue(parsing: response.body)) ?? .null
        guard (200..<300).contains(response.status) else {
            throw Refused(call: "\(method) \(path)", status: response.status, body: json)
        }
        return json
    }

    /// A call of the control plane that was not answered well.
    struct Refused: Error, CustomStringConvertible {
        let call: String
        let status: Int
        let body: JSONValue
        var description: String { "\(call): \(status) \(body.text())" }
    }
}
