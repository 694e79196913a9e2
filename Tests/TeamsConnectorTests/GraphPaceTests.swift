import TeamsModels
import Testing

@testable import TeamsConnector

@Suite("When a request to Microsoft Graph may leave")
struct GraphPaceTests {
    @Test("Never more than allowed in a second, and little less")
    func windows() {
        var pace = GraphPace()
        let now = Duration.seconds(10)
        let instants = (0..<300).map { _ in pace.take([.install], of: "t", now: now) }
        for (early, late) in zip(instants, instants.dropFirst(30)) { #expect(late - early > .seconds(1)) }
        #expect(instants.last! - now <= .seconds(9) * 1.04)
        // Others have windows of their own.
        #expect(pace.take([.install], of: "other", now: now) == now)
        #expect(pace.take([.readInstallations], of: "t", now: now) == now)
    }

    @Test("What a process before may have asked counts")
    func beginning() {
        var pace = GraphPace()
        #expect(pace.take([.install], of: "t", now: .zero) > .seconds(1))
        #expect(pace.take([.install], of: "t", now: .milliseconds(10)) > .seconds(1))
    }

    @Test("Of several windows the fullest counts")
    func several() {
        var pace = GraphPace()
        let team: [GraphAllowance] = [.install, .team("A")]
        let now = Duration.seconds(10)
        let instants = (0..<8).map { _ in pace.take(team, of: "t", now: now) - now }
        #expect(instants.prefix(4).allSatisfy { $0 == .zero })
        #expect(instants.suffix(4).allSatisfy { $0 > .seconds(1) && $0 < .seconds(1.1) })
        #expect(pace.take([.team("a")], of: "t", now: now) - now > .seconds(2), "a team's id is the same in any case")
    }

    @Test("A pause holds up also who has a place already")
    func pause() {
        var pace = GraphPace()
        pace.pause([.install], of: "t", until: .seconds(5))
        #expect(pace.isPaused([.install], of: "t", now: .seconds(4)))
        #expect(!pace.isPaused([.install], of: "t", now: .seconds(5)))
        #expect(!pace.isPaused([.readInstallations], of: "t", now: .zero))
        #expect(pace.take([.install], of: "t", now: .seconds(2)) == .seconds(5))
    }

    @Test("What is long over is forgotten")
    func forgetting() {
        var pace = GraphPace()
        for second in 0..<100_000 { _ = pace.take([.team("\(second)")], of: "t", now: .seconds(second)) }
        #expect(pace.windowCount <= 1_001)
    }
}
