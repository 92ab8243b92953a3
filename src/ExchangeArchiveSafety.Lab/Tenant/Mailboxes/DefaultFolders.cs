namespace ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

/// <summary>The folders that a mailbox has by itself.</summary>
internal static class DefaultFolders
{
    public const string Deletions = "/Deletions";

    public const string Purges = "/Purges";

    private const string OfAuxiliaryMark = "\u0001";

    private static readonly Dictionary<string, (string Type, string WellKnownName, string Class)> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["/Inbox"] = ("Inbox", "inbox", "IPF.Note"),
        ["/Sent Items"] = ("SentItems", "sentitems", "IPF.Note"),
        ["/Deleted Items"] = ("DeletedItems", "deleteditems", "IPF.Note"),
        ["/Drafts"] = ("Drafts", "drafts", "IPF.Note"),
        ["/Junk Email"] = ("JunkEmail", "junkemail", "IPF.Note"),
        ["/Outbox"] = ("Outbox", "outbox", "IPF.Note"),
        ["/Archive"] = ("Archive", "archive", "IPF.Note"),
        ["/Calendar"] = ("Calendar", "calendar", "IPF.Appointment"),
        ["/Contacts"] = ("Contacts", "contacts", "IPF.Contact"),
        ["/Tasks"] = ("Tasks", "tasks", "IPF.Task"),
        ["/Conversation Action Settings"] = ("ConversationActions", "conversationactions", "IPF.Configuration"),
        [Deletions] = ("RecoverableItemsDeletions", "recoverableitemsdeletions", "IPF.Note"),
        [Purges] = ("RecoverableItemsPurges", "recoverableitemspurges", "IPF.Note"),
    };

    public static IEnumerable<string> OfPrimary => Known.Keys.Where(path => !IsRecoverableItems(path));

    public static bool IsRecoverableItems(string path) => OwnPart(path) is Deletions or Purges;

    /// <summary>The Recoverable Items of an auxiliary archive lie in a folder of their own, which has the same name there.</summary>
    public static string OfAuxiliary(string path, Guid auxiliary) => path + OfAuxiliaryMark + auxiliary;

    /// <summary>The path without the auxiliary archive.</summary>
    public static string OwnPart(string path) => path.Split(OfAuxiliaryMark)[0];

    public static string? TypeOf(string path) => Known.TryGetValue(OwnPart(path), out var known) ? known.Type : null;

    public static string? WellKnownNameOf(string path) => Known.TryGetValue(path, out var known) ? known.WellKnownName : null;

    public static string? PathOf(string wellKnownName) =>
        Known.Where(pair => pair.Value.WellKnownName.Equals(wellKnownName, StringComparison.OrdinalIgnoreCase)).Select(pair => pair.Key).FirstOrDefault();

    public static bool IsHidden(string path) => path.Equals("/Conversation Action Settings", StringComparison.OrdinalIgnoreCase);

    /// <summary>A folder below another one is of its kind.</summary>
    public static string ClassOf(string path)
    {
        var end = path.IndexOf('/', Math.Min(1, path.Length));
        return Known.TryGetValue(end < 0 ? path : path[..end], out var known) ? known.Class : "IPF.Note";
    }
}
