/// The messages of one conversation in the order of their ids. Nothing is ever taken out.
///
/// Kept in blocks, so that a copy of the world that someone still holds costs the next write one block, not the
/// history.
struct MessageLog: Sendable, Equatable {
    private static let blockSize = 256

    private var blocks: [[Message]] = []
    /// Messages that are no replies: all of a chat's, the posts of a channel.
    private(set) var roots: [MessageNumber] = []
    /// Replies by the post that they belong to.
    private(set) var replies: [MessageNumber: [MessageNumber]] = [:]

    var count: Int { blocks.isEmpty ? 0 : (blocks.count - 1) * Self.blockSize + blocks[blocks.count - 1].count }

    /// `message` is newer than all that are here.
    mutating func append(_ message: Message) {
        if let last = blocks.last, last.count < Self.blockSize {
            precondition(last[last.count - 1].number < message.number, "message ids rise strictly")
        } else {
            blocks.append([])
        }
        if let root = message.root {
            replies[root, default: []].append(message.number)
        } else {
            roots.append(message.number)
        }
        blocks[blocks.count - 1].append(message)
    }

    subscript(number: MessageNumber) -> Message? {
        guard let (block, place) = place(of: number) else { return nil }
        return blocks[block][place]
    }

    /// Changes a message in its place.
    mutating func change(_ number: MessageNumber, _ body: (inout Message) -> Void) {
        guard let (block, place) = place(of: number) else { return }
        body(&blocks[block][place])
    }

    /// All of them, oldest first.
    var all: [Message] { blocks.flatMap { $0 } }

    /// The newest one that `isWanted`.
    func newest(where isWanted: (Message) -> Bool) -> Message? {
        for block in blocks.reversed() {
            if let message = block.last(where: isWanted) { return message }
        }
        return nil
    }

    private func place(of number: MessageNumber) -> (block: Int, place: Int)? {
        let block = blocks.partitioningIndex { $0[0].number > number } - 1
        guard block >= 0 else { return nil }
        let place = blocks[block].partitioningIndex { $0.number >= number }
        guard place < blocks[block].count, blocks[block][place].number == number else { return nil }
        return (block, place)
    }
}
