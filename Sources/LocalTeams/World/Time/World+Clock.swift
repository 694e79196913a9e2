internal import JSONKit

extension World {
    /// When the next timer is due. On a real clock the host calls ``tick(_:)`` then.
    var nextTimer: Instant? {
        [messages.nextExpiry, messages.nextStreamEnd, batches.nextStep].compactMap { $0 }.min()
    }

    /// On a real clock: it is now `instant`. Fires what is due. Does nothing on a virtual clock, or backwards.
    mutating func tick(_ instant: Instant) {
        guard clockMode == .real, instant > now else { return }
        run(to: instant)
    }

    /// Moves a virtual clock forward; what becomes due fires on the way, in order. 409 on a real clock, 400 backwards.
    mutating func advance(by duration: Duration) throws(Refusal) {
        guard duration >= .zero else {
            throw .badRequest("the clock goes forward only: \"advance\" must not be negative")
        }
        try advance(to: now + duration)
    }

    /// Moves a virtual clock forward to `instant`.
    mutating func advance(to instant: Instant) throws(Refusal) {
        guard clockMode == .virtual else {
            throw .conflict("the clock is the real one; start Local Teams with --clock virtual to move it")
        }
        guard instant >= now else {
            throw .badRequest("the clock goes forward only: it shows \(now.text), and \"now\" is \(instant.text)")
        }
        guard instant <= .latest else { throw .badRequest("the clock ends with the year 9999") }
        run(to: instant)
        isClockMoved = true
        show(.clock, to: everyone, details: clock.object)
    }

    private mutating func run(to instant: Instant) {
        while let due = nextTimer, due <= instant {
            now = max(now, due)
            if let timer = messages.takeExpired(at: due) {
                expire(timer.message, in: timer.conversation)
            } else if let timer = messages.takeOverdueStream(at: due) {
                expireStream(timer.message, in: timer.conversation)
            } else if let operation = batches.next(dueAt: due) {
                step(operation)
            } else {
                break
            }
        }
        now = instant
    }
}
