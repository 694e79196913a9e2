internal import JSONKit

// A bot asks whether it may bring a file (E57, E58), and brings it.

extension World {
    static let consentCard = "application/vnd.microsoft.teams.card.file.consent"

    /// A person says yes or no to a bot's file.
    /// - Parameter file: the id that the file will have.
    mutating func consent(
        _ accepts: Bool, on id: String, in conversation: ConversationID, as handle: Handle, file: FileID
    ) throws(Refusal) -> Gesture {
        let (place, message, bot) = try used(id, in: conversation, by: handle)
        let card = message.content.attachments.enumerated().first {
            $0.element["contentType"]?.stringValue?.lowercased() == Self.consentCard
        }
        guard let (number, attachment) = card else { throw .badRequest("the message has no file consent card") }
        guard place.isPersonal else {
            throw .badRequest("a bot's files are for personal chats: Teams shows this card nowhere else")
        }
        guard attachment["consent"] == nil else { throw .conflict("the card was answered already") }
        let content = attachment["content"]
        let name = attachment["name"]?.stringValue.flatMap { $0.isEmpty ? nil : $0 } ?? "file"
        try Self.check(name, "the file's name")
        var value: JSONObject = [
            "type": "fileUpload", "action": accepts ? "accept" : "decline",
            "context": content?[accepts ? "acceptContext" : "declineContext"] ?? .null,
        ]
        if accepts {
            let upload = StoredFile(
                id: file, name: name, contentType: "application/octet-stream", base64: "",
                upload: FileUpload(bot: bot, announcedBytes: content?["sizeInBytes"]?.intValue))
            files.add(upload)
            value["uploadInfo"] = [
                "name": .string(name), "uploadUrl": .string("\(origin)/_files/up/\(file)"),
                "contentUrl": .string("\(origin)/_files/\(file)"), "uniqueId": file.json,
                "fileType": .string(StoredFile.type(of: name)),
            ]
        }
        change(message.number, in: place) { message in
            message.content.attachments[number]["consent"] = accepts ? "accepted" : "declined"
        }
        if let changed = self.message(message.number, in: place) { show(.edited, changed, in: place) }
        ask(
            bot, "fileConsent/invoke", .object(value), replyTo: message.id, about: message.id, in: place,
            named: self.conversation(of: message, in: place), by: handle)
        return Gesture(
            asked: Asked(topic: .nothing, bot: bot, person: handle, conversation: place.id, message: message.id))
    }

    /// What an upload comes to.
    enum Uploaded: Sendable, Equatable {
        /// More is to come, from this byte on.
        case partly(next: Int)
        case wholly(note: String?)
    }

    /// A part of a file that a person agreed to, or all of it.
    /// - Parameters:
    ///   - bytes: what came.
    ///   - range: which bytes they are.
    mutating func upload(
        _ bytes: FileBytes, range: ContentRange, to id: FileID
    ) throws(Refusal) -> Uploaded {
        guard let file = files[id], let upload = file.upload else { throw .uploadNotFound }
        guard !upload.isWhole else { throw .conflict("the file was uploaded already") }
        guard range.count == bytes.count else {
            throw .badRequest("Content-Range says \(range.count) bytes, and the body has \(bytes.count)")
        }
        guard range.first == upload.receivedBytes else {
            throw Refusal(
                status: 416, code: "invalidRange",
                message: "the next byte that is wanted is \(upload.receivedBytes), and not \(range.first)")
        }
        if let total = upload.totalBytes, total != range.total {
            throw .badRequest("Content-Range said a total of \(total) bytes before, and now says \(range.total)")
        }
        try files.checkRoom(forBase64: bytes.cost)
        var changed = file
        changed.base64 = bytes.appended(to: file.base64)
        changed.upload?.receivedBytes += bytes.count
        changed.upload?.totalBytes = range.total
        files.add(changed)
        guard changed.upload?.isWhole == true else { return .partly(next: range.last + 1) }
        let announced = upload.announcedBytes
        guard let announced, announced != range.total else { return .wholly(note: nil) }
        return .wholly(
            note: "The consent card announced \(announced) bytes (sizeInBytes); the file has \(range.total).")
    }
}

extension Refusal {
    static let uploadNotFound = Refusal(
        status: 404, code: "itemNotFound", message: "No file with this id is awaited: nobody agreed to it.")
}
