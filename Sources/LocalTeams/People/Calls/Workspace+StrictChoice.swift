internal import JSONKit

extension Workspace.Chat.Kind: StrictChoice {}
extension Workspace.Channel.Kind: StrictChoice {}
