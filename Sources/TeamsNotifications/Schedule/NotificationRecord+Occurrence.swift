package import Foundation

extension NotificationRecord {
    /// Whether something is to be begun or to be gone on with: it is being planned, or its time has come and the one
    /// before is over. A recurring one waits an hour for that and no longer: an organisation whose lane stands still
    /// must not hold up all others for ever.
    package func mayBegin(at now: Date) -> Bool {
        if state == .planning { return true }
        guard let due = wakesAt, due <= now else { return false }
        if state == .scheduled { return true }
        guard state == .sending, request.schedule.isRecurring, let occursAt else { return false }
        return now.timeIntervalSince(occursAt) >= 3600
    }

    /// Begins what is due: the notification is to be planned from now on. Of several times of a recurring one that have
    /// passed it is the last, once. What is stored after this is never begun again, also when the clock is set back.
    /// - Returns: whether something was due.
    @discardableResult
    package mutating func beginOccurrence(at now: Date) -> Bool {
        guard state != .planning, mayBegin(at: now), let due = wakesAt else { return false }
        let schedule = request.schedule
        if schedule.isRecurring {
            let last = schedule.last(notAfter: now, from: due, acceptedAt: createdAt)
            if occursAt != nil { occurrence += 1 }
            occursAt = last
            wakesAt = schedule.next(after: max(last, now), acceptedAt: createdAt)
        } else {
            occursAt = due
            wakesAt = nil
        }
        state = .planning
        planCursor = nil
        notPlanned = [:]
        return true
    }

    /// Stops until it is resumed.
    package mutating func pause() {
        guard state != .paused else { return }
        stateBeforePause = state
        state = .paused
    }

    /// Goes on. Times of a recurring one that passed meanwhile are not made up for.
    package mutating func resume(at now: Date) {
        guard state == .paused else { return }
        var next = stateBeforePause ?? .sending
        stateBeforePause = nil
        if next == .sending, counts.planned == 0, counts.sending == 0 {
            // Its last delivery ended while it stood still.
            let recurs = request.schedule.isRecurring && wakesAt != nil
            next = recurs ? .scheduled : .done
            if !recurs { finishedAt = now }
        }
        if next == .scheduled, request.schedule.isRecurring, let wakesAt, wakesAt <= now {
            self.wakesAt = request.schedule.next(after: max(now, wakesAt), acceptedAt: createdAt)
        }
        state = next
    }
}
