import Foundation
import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import Testing

@testable import TeamsNotifications

/// Whoever wants in without being let in, or further than they may.
@Suite struct ThreatTests {
    /// Of every route there is, so that a new one is held to it too.
    private static let changing = APIRoute.all.filter { $0.method != "GET" }.map(\.name)
    private static let guarded = APIRoute.all.filter { $0.scope != nil }.map(\.name)

    private func target(_ name: String) -> (method: String, target: String) {
        let words = name.split(separator: " ")
        let target = String(words[1]).replacing(#/\{[a-z]+\}/#, with: "x")
        return (String(words[0]), target)
    }

    @Test func whatOnlyLooksIsAGet() {
        for route in APIRoute.all where route.method != "GET" {
            #expect(route.scope.map { $0 > .read } == true, "\(route.name) changes something, and needs more than read")
        }
    }

    /// Whatever the body is, and whether or not what is named is there.
    @Test(arguments: changing) func aReadKeyChangesNothing(name: String) async {
        let town = APITown()
        let (method, target) = target(name)
        let bodies: [JSONValue?] = [nil, [:], APITown.notification, ["text": "x"], ["optedOut": []]]
        for body in bodies {
            let answer = await town.call(method, target, body, as: .read)
            #expect(answer.status == 403 && answer.code == "forbidden", "\(name)")
            let request = HTTP.Request(
                method: method, target: target, fields: ["Authorization": "Bearer \(APITown.keys[.read] ?? "")"])
            guard case .answer(let response) = town.api.admit(request) else {
                Issue.record("\(name): the door let a body in")
                continue
            }
            #expect(response.status == 403)
        }
        #expect(town.desk.with { $0.records.isEmpty && $0.optedOut.isEmpty })
    }

    private static let items = [
        "key", "api_key", "apikey", "apiKey", "api-key", "access_token", "token", "authorization", "password",
        "client_secret",
    ]

    @Test(arguments: guarded) func aKeyInAnAddressIsRefused(name: String) async {
        let town = APITown()
        let (method, target) = target(name)
        let key = APITown.keys[.admin] ?? ""
        for item in Self.items {
            let address = "\(target)?\(item)=\(key)"
            let alone = await town.call(method, address, as: nil)
            #expect(alone.status == 401 && alone.text.contains("does not belong into an address"), "\(name) \(item)")
            let beside = await town.call(method, address)
            #expect(beside.status == 400 && beside.text.contains("does not belong into an address"), "\(name) \(item)")
            #expect(!alone.text.contains(key) && !beside.text.contains(key))
        }
    }

    /// `http://user:key@host/` comes as `Basic`, and through a proxy as the whole address.
    @Test func aKeyAsAUserIsRefused() async {
        let town = APITown()
        let key = APITown.keys[.admin] ?? ""
        let basic: HTTP.Fields = ["Authorization": "Basic \(Data("x:\(key)".utf8).base64EncodedString())"]
        let answer = await town.call("GET", "/v1/notifications", as: nil, fields: basic)
        #expect(answer.status == 401 && answer.text.contains("Bearer"))
        let whole = await town.call("GET", "http://x:\(key)@localhost/v1/notifications", as: nil)
        #expect(whole.status == 401 && !whole.text.contains(key))
    }

    @Test func noKeyIsInLogMetricsOrDocument() async {
        let town = APITown()
        let key = "tnk_not-known-here-0123456789"
        for name in Self.guarded {
            let (method, target) = target(name)
            _ = await town.call(method, "\(target)?key=\(key)", as: nil)
            _ = await town.call(method, target, as: nil, fields: ["Authorization": "Bearer \(key)"])
        }
        for scope in APIScope.allCases {
            let told = await town.call("GET", "/metrics", as: scope).text + town.sink.records.map(\.json).joined()
            let document = await town.call("GET", "/openapi.json", as: scope).text
            for secret in [key] + APITown.keys.values { #expect(!told.contains(secret) && !document.contains(secret)) }
        }
    }

    @Test func aCallIsLoggedWithItsNotificationAndKey() async {
        let town = APITown()
        let id = await town.accepted()
        _ = await town.call("GET", "/v1/notifications/\(id)")
        _ = await town.call("POST", "/v1/notifications/\(id)/pause", as: .send)
        _ = await town.call("POST", "/v1/previews", ["content": ["text": "x"]])
        #expect(
            town.sink.records.map(\.metadata) == [
                ["call": "POST /v1/notifications", "by": "key admin", "notification": id],
                ["call": "POST /v1/notifications/{id}/pause", "by": "key send", "notification": id],
            ])
    }

    // MARK: The time that a comparison takes

    /// Bytes that count how many of them were looked at.
    private struct Watched: Sequence, IteratorProtocol {
        final class Count: Sendable {
            let value = Mutex(0)
        }
        let bytes: [UInt8]
        let count: Count
        var place = 0

        init(_ bytes: [UInt8], _ count: Count) {
            self.bytes = bytes
            self.count = count
        }

        mutating func next() -> UInt8? {
            guard place < bytes.count else { return nil }
            count.value.withLock { $0 += 1 }
            defer { place += 1 }
            return bytes[place]
        }
    }

    /// Digests are looked at to their end, wherever they differ.
    @Test(arguments: [nil, 0, 1, 16, 31] as [Int?]) func aComparisonLooksAtEverything(difference: Int?) {
        let digest = APIKey.digest(of: "a-key-0123456789")
        var other = digest
        if let difference { other[difference] ^= 1 }
        let count = Watched.Count()
        #expect(APIKeyring.isSame(Watched(digest, count), other) == (difference == nil))
        #expect(count.value.withLock { $0 } == 32)
    }

    /// What is compared is no key but its digest: keys that begin alike have nothing in common there.
    @Test func keysAreComparedByDigest() {
        let key = APIKey(name: "a", scope: .read, secret: "a-key-0123456789")
        let near = APIKey.digest(of: "a-key-0123456788")
        #expect(key.digest == APIKey.digest(of: "a-key-0123456789") && key.digest.count == 32)
        #expect(zip(key.digest, near).prefix { $0 == $1 }.count < 4)
        #expect(!key.stored.contains("a-key"))
    }

    /// A look-up among a thousand keys takes the same time for the first, for the last and for none. Of many runs in
    /// turn the quickest of each kind are compared, which others on the machine can only slow down; a machine that
    /// has no quiet moment in five attempts proves nothing.
    @Test func theTimeDoesNotTellTheKey() {
        let secrets = (0..<1_000).map { "key-\($0)-0123456789" }
        let ring = APIKeyring(secrets.map { APIKey(name: $0, scope: .read, secret: $0) })
        let asked = [secrets[0], secrets[999], "key-x-0123456789"]
        let clock = ContinuousClock()
        for _ in 0..<5 {
            var quickest = [Duration](repeating: .seconds(60), count: asked.count)
            for _ in 0..<200 {
                for (place, secret) in asked.enumerated() {
                    quickest[place] = min(quickest[place], clock.measure { _ = ring.key(secret) })
                }
            }
            let ratio = (quickest.max() ?? .zero) / (quickest.min() ?? .zero)
            // One that ended at the first key would be hundreds of times as quick.
            if ratio < 1.25 { return }
        }
        Issue.record("the time that a look-up takes tells the key")
    }
}
