import Foundation
import HTTPKit
import JSONKit
import ServiceKit
import TeamsModels
import TestSupport
import Testing

@testable import TeamsConnector

/// A date `seconds` after `now`, in each of the three forms that RFC 9110 knows.
private func httpDates(_ seconds: Double, after now: Date) -> [String] {
    ["EEE, dd MMM yyyy HH:mm:ss 'GMT'", "EEEE, dd-MMM-yy HH:mm:ss 'GMT'", "EEE MMM d HH:mm:ss yyyy"].map { form in
        let writer = DateFormatter()
        writer.locale = Locale(identifier: "en_US_POSIX")
        writer.timeZone = TimeZone(identifier: "GMT")
        writer.dateFormat = form
        return writer.string(from: now.addingTimeInterval(seconds))
    }
}

/// The first number of a text.
private func number(in text: String) -> Double? {
    text.firstMatch(of: /[0-9]+(?:\.[0-9]+)?/).flatMap { Double($0.0) }
}

@Suite("Published cases: Retry-After")
struct RetryAfterCaseTests {
    /// What happens after a 429 with this field: the attempts, and how long after the first the last one goes.
    private func waits(_ field: String?, status: Int = 429) async throws -> [Duration] {
        let clock = ManualClock()
        let transport = FakeTransport(
            clock: clock, .refusal(status, "", "", field.map { ["Retry-After": $0] } ?? [:]), .created)
        let connector = Connector(
            tokens: nil, transport: transport, clock: clock, wallClock: clock.wallClock(), random: { 0.5 },
            logger: Log(label: "test", sink: MemorySink()))
        try await withoutWaiting(clock) { _ = try await connector.send(Activity(text: "x"), in: .group) }
        #expect(Set(transport.requests).count == 1, "the same call")
        return transport.sent.map(\.at)
    }

    @Test("the same call goes again when the field says, and not earlier")
    func published() async throws {
        let published = try PublishedCases("Cases").json("A03-retry-after-date.json")
        let inputs = published["input"]?.arrayValue ?? []
        let expected = published["expected"]?.arrayValue?.compactMap(\.stringValue) ?? []
        try #require(inputs.count == expected.count && !inputs.isEmpty)
        for (input, what) in zip(inputs, expected) {
            let field = try #require(input["Retry-After"]?.stringValue)
            let seconds = what == "at once" ? 0 : try #require(number(in: field))
            let isDate = field.hasPrefix("an HTTP date")
            for written in isDate ? httpDates(seconds, after: ManualClock().wallClock().now) : [field] {
                #expect(try await waits(written) == [.zero, .seconds(seconds)], "\(written)")
            }
        }
    }

    @Test(
        "others of the same kind: what can be read is obeyed, all else is as if it were not there",
        arguments: [
            ("0", 0), ("0.0", 0), ("0.25", 0.25), ("2.999", 2.999), ("007", 7), ("300", 300), ("-1", 2), ("-0.5", 2),
            ("", 2), ("soon", 2), ("NaN", 2), ("1e1", 2), ("99999999999999999999", 2), (nil, 2),
            ("Fri, 15 Jan 2027 07:59:00 GMT", 0), ("Fri, 15 Jan 2027 08:05:00 GMT", 300),
        ] as [(String?, Double)])
    func others(field: String?, seconds: Double) async throws {
        #expect(try await waits(field) == [.zero, .milliseconds(seconds * 1000)])
    }

    @Test("a wait that is too long is the caller's", arguments: ["301", "31536000", "Fri, 15 Jan 2027 09:00:00 GMT"])
    func tooLong(field: String) async throws {
        let error = await connectorError { _ = try await waits(field) }
        #expect(error?.code == .throttled)
        #expect(error?.attempts == 1)
        #expect(error?.retryAfter ?? .zero > .seconds(300))
    }
}
