import HTTPKit
import JSONKit
import LockKit
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsApp

private let rest = "-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
private let good = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

struct TraceContextTests {
    private static let headers: [(header: String, out: String?)] = [
        (good, good),
        (String(good.dropLast()) + "0", String(good.dropLast()) + "0"),
        ("cc\(rest)", good), ("cc\(rest)-more", good),
        ("cc\(rest)more", nil), ("ff\(rest)", nil), ("\(good)-more", nil), ("", nil),
        (good.uppercased(), nil), (String(good.dropLast()), nil), (good.replacing("-", with: "_"), nil),
        ("00-00000000000000000000000000000000-00f067aa0ba902b7-01", nil),
        ("00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01", nil),
        ("00-4bf92f3577b34da6a3ce929d0e0e473é-00f067aa0ba902b7-01", nil),
        ("0g-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", nil),
        ("cc\(rest)-\(String(repeating: "x", count: 1000))", nil),
    ]

    @Test(arguments: headers)
    func aMalformedHeaderCountsAsNone(header: String, out: String?) {
        #expect(TraceContext(traceparent: header)?.traceparent == out)
    }

    private static let states: [(state: String?, kept: String?)] = [
        (nil, nil), ("a=1,b=2", "a=1,b=2"), ("", nil), ("a=\u{7}", nil), ("a=é", nil),
        (String(repeating: "x", count: 512), String(repeating: "x", count: 512)),
        (String(repeating: "x", count: 513), nil),
    ]

    @Test(arguments: states)
    func aStateThatIsUnusableIsLeftOut(state: String?, kept: String?) {
        #expect(TraceContext(traceparent: good, tracestate: state)?.state == kept)
    }

    private static let deliveries: [(headers: [(String, String)], out: String?)] = [
        ([], nil), ([("traceparent", good)], good), ([("TraceParent", good)], good),
        ([("traceparent", good), ("traceparent", good)], nil), ([("traceparent", "nonsense")], nil),
    ]

    @Test(arguments: deliveries)
    func whatADeliveryBringsGoesOutWithTheRequestsOfItsTurn(headers: [(String, String)], out: String?) async throws {
        let bot = Bot { $0.sending.isPaced = false }
        bot.app.onMessage { try await $0.send("hello") }
        var request = bot.request(Inbound.message("hi").serialized(), authorization: "Bearer \(try bot.token())")
        for (name, value) in headers + [("tracestate", "a=1"), ("tracestate", "b=2")] {
            request.fields.append(name, value)
        }
        #expect(await bot.app.handle(request).status == 200)
        let sent = bot.teams.state.withLock { $0.requests }.last { $0.url.contains("/v3/") }
        #expect(sent?.fields["traceparent"] == out)
        #expect(sent?.fields["tracestate"] == (out == nil ? nil : "a=1,b=2"))
        // Another turn is none of this one.
        _ = try await bot.post(Inbound.message("hi", id: "2"))
        let next = bot.teams.state.withLock { $0.requests }.last { $0.url.contains("/v3/") }
        #expect(next?.fields["traceparent"] == nil)
    }
}
