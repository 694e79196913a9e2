import Foundation
import LockKit
import Testing

@testable import ServiceKit

@Test func logBacklogKeepsOrderAndCountsWhatFindsNoRoom() {
    var backlog = LogBacklog()
    let isFirstAwaited = backlog.append("a")
    let isSecondAwaited = backlog.append("b")
    #expect(isFirstAwaited && !isSecondAwaited, "somebody is on their way already")
    let lines = backlog.take()
    let nothing = backlog.take()
    #expect(lines.map { String(decoding: $0.bytes, as: UTF8.self) } == "a\nb\n")
    #expect(nothing == nil)

    let isAwaitedAgain = backlog.append(String(repeating: "x", count: LogBacklog.maxBytes - 1))
    _ = backlog.append("too much")
    _ = backlog.append("no line overtakes one that was dropped")
    let full = backlog.take()
    #expect(isAwaitedAgain)
    #expect(full?.bytes.count == LogBacklog.maxBytes)
    #expect(full?.dropped == 2)
}

@Test func logThatNobodyReadsStopsNobody() async {
    await #expect(processExitsWith: .success) {
        var ends: [CInt] = [0, 0]
        guard pipe(&ends) == 0, dup2(ends[1], STDERR_FILENO) >= 0, close(ends[1]) == 0 else { exit(2) }
        let readEnd = ends[0]
        let logger = Log(label: "test")
        let lineCount = 20_000
        // Far more than pipe and backlog hold; this would never end if a line waited for its reader.
        for number in 0..<lineCount { logger.info("a line that nobody reads yet", ["number": "\(number)"]) }

        // Now somebody reads, and the log goes on.
        let text = Mutex("")
        let isRead = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = read(readEnd, &buffer, buffer.count)
                guard count > 0 else { break }
                text.withLock { $0 += String(decoding: buffer[..<count], as: UTF8.self) }
            }
            isRead.signal()
        }
        StandardErrorSink.flush(milliseconds: 60_000)
        logger.info("the last line")
        StandardErrorSink.flush(milliseconds: 60_000)
        close(STDERR_FILENO)
        isRead.wait()

        let lines = text.withLock { $0 }.split(separator: "\n")
        let written = lines.filter { $0.contains("nobody reads yet") }.count
        let notices = lines.filter { $0.contains("lines were dropped") }
        let dropped = notices.compactMap { $0.split(separator: "count=").last.flatMap { Int($0) } }.reduce(0, +)
        exit(written + dropped == lineCount && dropped > 0 && lines.last?.contains("the last line") == true ? 0 : 1)
    }
}
