internal import HTTPKit
internal import TeamsConnector
internal import TeamsModels

extension Connector {
    /// Uploads of OneDrive take pieces of a multiple of 320 KiB, less than 60 MiB.
    /// - SeeAlso: [Upload large
    ///   files](https://learn.microsoft.com/graph/api/driveitem-createuploadsession#upload-bytes-to-the-upload-session)
    private static let pieceBytes = 10 * 320 * 1024

    /// Stores a file, piece by piece, and gives the card that shows it.
    func upload(_ bytes: [UInt8], to info: FileUploadInfo) async throws -> Attachment {
        let name = info.name ?? "the file"
        guard let address = info.uploadUrl, !address.isEmpty else {
            throw AppError(
                .file,
                "There is no address to store \(name) at: it comes when the person accepts, and not when they decline")
        }
        guard !bytes.isEmpty else { throw AppError(.file, "An empty file cannot be stored: \(name) has no bytes") }
        for start in stride(from: 0, to: bytes.count, by: Self.pieceBytes) {
            let end = min(start + Self.pieceBytes, bytes.count)
            let response: HTTP.Response
            do {
                response = try await upload(bytes[start..<end], from: start, of: bytes.count, to: address)
            } catch let error as HTTPTransportError {
                throw AppError(.file, "\(name) could not be stored: \(error). Upload all of it again")
            } catch let error as FileTransferError {
                throw AppError(.file, "\(name) was not stored: \(error)")
            }
            guard (200..<300).contains(response.status) else {
                throw AppError(.file, "\(name) could not be stored: \(Self.advice(response.status))")
            }
        }
        return .fileInfo(info)
    }

    private static func advice(_ status: Int) -> String {
        switch status {
        case 401, 403, 404, 410:
            "its address is no longer good (\(status)): offer the file again, and store it as soon as it is accepted"
        case 409: "something else is stored under its name (409): offer it under another name"
        case 413, 507: "there is no room for it (\(status)): tell the person, or offer a smaller file"
        case 416: "the pieces did not fit (416): upload all of it again"
        case 429, 500...: "the service cannot take it now (\(status)): upload all of it again"
        default: "the service answered \(status)"
        }
    }
}
