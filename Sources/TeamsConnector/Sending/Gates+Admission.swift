internal import Foundation
internal import LockKit
internal import ServiceKit

// The side of the gates that does not wait. Who asks here keeps a queue of its own, and goes behind everybody who waits
// in a gate.
extension Gates {
    /// Lets one more request of `lane` through, if it may go now and nobody waits in front of it: counts it as sent,
    /// and takes its conversation's gate. Who got through calls ``finish(_:wasSent:)``.
    func admit(_ lane: Lane) -> Admission {
        let now = time.elapsed
        return change { $0.admit(lane, isPaced: isPaced, now: now) }
    }

    /// A request that was admitted was answered or given up, or was not sent after all.
    func finish(_ lane: Lane, wasSent: Bool) {
        if wasSent { answered(lane) } else { withdrawn(lane) }
        if lane.isExclusive { leave(lane.scope) }
    }
}
