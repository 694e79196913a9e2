import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsModels
import TestSupport
import Testing

@testable import TeamsConnector

/// A08: what tokens say about their end, and a token that the service does not take, with three sends each.
struct TokenFormCaseTests {
    private static let cases = PublishedCases("Cases")

    @Test func formsOfTokens() async throws {
        let json = try Self.cases.json("A08-token-forms.json")
        let inputs = try #require(json["input"]?.arrayValue)
        let expected = try #require(json["expected"]?.arrayValue)
        try #require(inputs.count == expected.count && inputs.count == 4)
        for (input, expected) in zip(inputs, expected) {
            let refused = input["the first send is answered"]?.intValue
            let (results, tokens) = await sends(expiresIn: input["expires_in"], firstStatus: refused)
            switch expected.stringValue {
            case "one token":
                #expect(results == [true, true, true], "\(input)")
                #expect(tokens == 1, "\(input)")
            case "one to three tokens, all sends succeed":
                #expect(results == [true, true, true], "\(input)")
                #expect((1...3).contains(tokens), "\(input)")
            case "a new token, and the next send succeeds":
                #expect(results == [false, true, true], "\(input)")
                #expect(tokens == 2, "\(input)")
            default: Issue.record("nobody knows what \(expected) means")
            }
        }
    }

    /// - Returns: which sends succeeded, and how many tokens were asked for.
    private func sends(expiresIn: JSONValue?, firstStatus: Int?) async -> ([Bool], Int) {
        let clock = ManualClock()
        let transport = FakeTransport(clock: clock) { request, number in
            guard request.url.hasSuffix("/token") else {
                let isFirst = request.fields["Authorization"] == "Bearer token-1"
                return isFirst && firstStatus != nil ? .answer(firstStatus ?? 0) : .created
            }
            var answer: JSONObject = ["access_token": .string("token-\(number)"), "token_type": "Bearer"]
            answer["expires_in"] = firstStatus == nil ? expiresIn : 3599
            return .answer(200, .object(answer))
        }
        let tokens = TokenProvider(.clientSecret("s", clientID: "app-1"), transport: transport, clock: clock)
        let connector = Connector.testing(transport, clock: clock, tokens: tokens)
        var results: [Bool] = []
        for text in ["1", "2", "3"] {
            results.append(
                await connectorError { _ = try await connector.send(Activity(text: text), in: .group) } == nil)
        }
        return (results, transport.requests.count { $0.url.hasSuffix("/token") })
    }
}
