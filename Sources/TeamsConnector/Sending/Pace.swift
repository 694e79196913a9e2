package import HTTPKit
internal import ServiceKit

/// The pace of a bot for whoever sends beside its app: the same windows, the same hosts, the same token, and a queue of
/// its own. It never waits, and goes behind whoever waits in a gate.
package struct Pace: Sendable {
    let gates: Gates
    let moved: MovedHosts
    /// Sends one request.
    package let exchange: Exchange
    /// What is sent again.
    package let retry: RetryPolicy
    /// Whose addresses are used.
    package let cloud: Cloud

    /// How many requests the service documents for an organisation in a second.
    package static let documented = Double(PacingScope.Kind.tenant.limits[0].count)

    /// Lets a request of `lane` go, which then counts as sent, or says when to ask again. Who got ``Admission/go`` says
    /// what came of it: ``answered(_:)`` or ``withdrawn(_:)``.
    package func admit(_ lane: Lane) -> Admission { gates.admit(lane) }

    /// A request that was admitted was answered, or given up: the service may have counted it.
    package func answered(_ lane: Lane) { gates.finish(lane, wasSent: true) }

    /// A request that was admitted was not sent after all.
    package func withdrawn(_ lane: Lane) { gates.finish(lane, wasSent: false) }

    /// The service asked for a pause in `scope`.
    package func pause(_ scope: PacingScope, for pause: Duration) { gates.pause(scope, for: pause) }

    /// Has `watcher` told of each scope in which something is over, from any thread; nil for nobody. There is one
    /// watcher.
    package func watch(_ watcher: (@Sendable (PacingScope) -> Void)?) { gates.watch(watcher) }

    /// How many requests of `scope` were answered lately.
    package func count(_ scope: PacingScope, within span: Duration) -> Int {
        let now = gates.time.elapsed
        return gates.change { $0.pacer.count(scope, within: span, now: now) }
    }

    /// The service refused in `scope` although its windows held: they are taken for smaller from now on.
    /// - Parameter accepted: how many of the shortest window it took; nil when that is not known.
    package func refused(_ scope: PacingScope, accepted: Int?) {
        let now = gates.time.elapsed
        gates.change { $0.pacer.refused(scope, now: now, accepted: accepted) }
    }

    /// How much of its documented windows `scope` is believed to have: 0 to 1.
    package func share(of scope: PacingScope) -> Double { gates.change { $0.pacer.share(of: scope) } }

    /// The shortest time in which the service can possibly answer in an organisation, as far as somebody measured.
    package func answersTake(atLeast leastRoundTrip: Duration, in tenant: PacingScope) {
        gates.change { $0.pacer.answersTake(atLeast: leastRoundTrip, in: tenant) }
    }

    // MARK: Hosts

    /// The call at the host that serves it, as far as that was ever said.
    package func routed(_ call: Call, _ lane: Lane) -> Call {
        moved.contains(lane, at: call.base) && !isMoved(call) ? call.moved(to: cloud.gccServiceURL) : call
    }

    /// Whether a call goes to the host for organisations of GCC.
    package func isMoved(_ call: Call) -> Bool { call.base.isBelow(cloud.gccServiceURL) }

    /// The service said that the other host serves these: from now on they go there.
    /// - Returns: false when they must not: a service on this machine never sends anybody's token elsewhere.
    package func move(_ lane: Lane, from home: HTTP.Address) -> Bool {
        guard cloud.gccServiceURL.isLoopback || !home.isLoopback else { return false }
        moved.insert(lane, at: home)
        return true
    }

    /// The other host does not serve them either.
    package func moveBack(_ lane: Lane, to home: HTTP.Address) { moved.remove(lane, at: home) }
}

extension Connector {
    /// What is needed to send beside the app, in the same windows.
    package var pace: Pace { Pace(gates: gates, moved: moved, exchange: exchange, retry: retry, cloud: cloud) }
}
