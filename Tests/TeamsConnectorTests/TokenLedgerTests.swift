import TeamsModels
import Testing

@testable import TeamsConnector

private let scope = TokenScope(tenantID: "t", scope: "s")

private func token(_ number: Int, seconds: Int? = 3600) -> AccessToken {
    AccessToken("token-\(number)", lifetime: seconds.map { .seconds($0) })
}

@Suite("What is known of tokens")
struct TokenLedgerTests {
    private func name(_ want: TokenLedger<Int>.Want) -> String {
        switch want {
        case .kept(let token): "kept \(token.value)"
        case .refused(let error): "refused \(error.message)"
        case .get: "get"
        case .wait: "wait"
        }
    }

    @Test("the first one gets it, the others wait, and all are told")
    func sharing() {
        var ledger = TokenLedger<Int>()
        #expect(name(ledger.want(scope, 1, ticket: ledger.nextTicket(), at: .zero)) == "get")
        #expect(name(ledger.want(scope, 2, ticket: ledger.nextTicket(), at: .zero)) == "wait")
        #expect(Set(ledger.got(token(1), for: scope, asked: .zero)) == [1, 2])
        #expect(name(ledger.want(scope, 3, ticket: ledger.nextTicket(), at: .zero)) == "kept token-1")
        #expect(ledger.failed(TokenFailure(.broken, "x"), for: scope, at: .zero).isEmpty)
    }

    @Test("one who gives up is told once, and the token is got for those to come all the same")
    func givingUp() {
        var ledger = TokenLedger<Int>()
        let ticket = ledger.nextTicket()
        #expect(name(ledger.want(scope, 1, ticket: ticket, at: .zero)) == "get")
        #expect(ledger.cancel(scope, ticket: ticket) == 1)
        #expect(ledger.cancel(scope, ticket: ticket) == nil)
        #expect(name(ledger.want(scope, 2, ticket: ledger.nextTicket(), at: .zero)) == "wait")
        #expect(ledger.got(token(1), for: scope, asked: .zero) == [2])
    }

    @Test("when none could be had, the next one begins again")
    func failure() {
        var ledger = TokenLedger<Int>()
        _ = ledger.want(scope, 1, ticket: ledger.nextTicket(), at: .zero)
        #expect(ledger.failed(TokenFailure(.broken, "x"), for: scope, at: .zero) == [1])
        #expect(name(ledger.want(scope, 2, ticket: ledger.nextTicket(), at: .zero)) == "get")
    }

    @Test(
        "a token counts until five minutes before its end, measured from when it was asked for",
        arguments: [(3600, 3299, true), (3600, 3300, false), (301, 0, true), (300, 0, false), (nil, 0, false)])
    func lifetime(seconds: Int?, later: Int, isKept: Bool) {
        var ledger = TokenLedger<Int>()
        _ = ledger.want(scope, 1, ticket: ledger.nextTicket(), at: .zero)
        _ = ledger.got(token(1, seconds: seconds), for: scope, asked: .zero)
        #expect((ledger.token(for: scope, at: .seconds(later)) != nil) == isKept)
    }

    @Test(
        "after a refusal all are told the same for a second, then more, ten seconds at most, until a token comes"
    )
    func rests() {
        var ledger = TokenLedger<Int>()
        var now = Duration.zero
        for pause in [1, 2, 4, 8, 10, 10, 10] {
            #expect(name(ledger.want(scope, 1, ticket: ledger.nextTicket(), at: now)) == "get")
            #expect(ledger.failed(TokenFailure(.refused, "no"), for: scope, at: now) == [1])
            now += .seconds(pause) - .milliseconds(1)
            #expect(
                name(ledger.want(scope, 2, ticket: ledger.nextTicket(), at: now)) == "refused no token for the bot: no")
            now += .milliseconds(1)
        }
        _ = ledger.want(scope, 1, ticket: ledger.nextTicket(), at: now)
        _ = ledger.got(token(1, seconds: nil), for: scope, asked: now)
        _ = ledger.want(scope, 1, ticket: ledger.nextTicket(), at: now)
        _ = ledger.failed(TokenFailure(.refused, "no"), for: scope, at: now)
        #expect(name(ledger.want(scope, 2, ticket: ledger.nextTicket(), at: now + .seconds(1))) == "get")
    }

    @Test(
        "nobody asks before a busy service wants to be asked again, within a minute; other failures rest nobody",
        arguments: [
            (.busy(retryAfter: .seconds(7)), 7), (.busy(retryAfter: .seconds(3600)), 60),
            (.busy(retryAfter: .zero), 0), (.busy(retryAfter: nil), 0), (.broken, 0), (.updating, 0), (.refused, 1),
        ] as [(TokenFailure.Kind, Int)])
    func rest(after kind: TokenFailure.Kind, seconds: Int) {
        var ledger = TokenLedger<Int>()
        _ = ledger.want(scope, 1, ticket: ledger.nextTicket(), at: .zero)
        _ = ledger.failed(TokenFailure(kind, "x"), for: scope, at: .zero)
        if seconds > 0 {
            let early = Duration.seconds(seconds) - .milliseconds(1)
            #expect(name(ledger.want(scope, 2, ticket: ledger.nextTicket(), at: early)).hasPrefix("refused"))
        }
        #expect(name(ledger.want(scope, 2, ticket: ledger.nextTicket(), at: .seconds(seconds))) == "get")
        let other = TokenScope(tenantID: "t", scope: "other")
        #expect(name(ledger.want(other, 2, ticket: ledger.nextTicket(), at: .zero)) == "get")
    }
}
