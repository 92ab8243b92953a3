using System.Management.Automation;

namespace ExchangeArchiveSafety.Exchange;

/// <summary>Reads what Exchange says of the Recoverable Items of a mailbox. What it does not say, or the session does not grant, is not known.</summary>
internal sealed class RecoverableItemsReader(ExchangeSession session)
{
    public RecoverableItemsFacts Read(Mailbox mailbox, Organization? organization)
    {
        var key = mailbox.ExchangeGuid.ToString();
        var hasArchive = mailbox.ArchiveGuid.IsKnown && mailbox.ArchiveGuid.Value != Guid.Empty;
        var parts = hasArchive ? Roots(key, ("Archive", true)) : [];
        var facts = new RecoverableItemsFacts
        {
            InPrimary = Size(Roots(key), mailbox.ExchangeGuid),
            InArchive = hasArchive ? Size(parts, mailbox.ArchiveGuid.Value) : default,

            // In an archive that grew, other parts have Recoverable Items of their own.
            InAuxiliaries = parts.Select(root => PropertyReader.Guid(root, "ContentMailboxGuid")).Where(lies => lies.IsKnown && lies.Value != mailbox.ArchiveGuid.Or(default)).Select(lies => lies.Value).Distinct()
                .Select(part => (Part: part, Size: Size(parts, part))).Where(one => one.Size.IsKnown).ToDictionary(one => one.Part, one => one.Size.Value),
        };
        return One("Get-Mailbox", ("Identity", key)) is not { } source || !PropertyReader.Guid(source, "ExchangeGuid").Is(mailbox.ExchangeGuid) ? facts : facts with
        {
            Quota = PropertyReader.Size(source, "RecoverableItemsQuota"),
            WarningQuota = PropertyReader.Size(source, "RecoverableItemsWarningQuota"),
            RetainDeletedItemsFor = PropertyReader.Span(source, "RetainDeletedItemsFor"),
            IsHeld = RecoverableItemsFacts.Held(
                PropertyReader.Flag(source, "LitigationHoldEnabled"),
                PropertyReader.Texts(source, "InPlaceHolds"),
                organization,
                PropertyReader.Flag(source, "ComplianceTagHoldApplied"),
                PropertyReader.Flag(source, "DelayHoldApplied")),
        };
    }

    private List<PSObject> Roots(string key, params (string, object?)[] more) =>
        [.. All("Get-MailboxFolderStatistics", [("Identity", key), ("FolderScope", "RecoverableItems"), .. more]).Where(folder => PropertyReader.Text(folder, "FolderType").Is("RecoverableItemsRoot"))];

    private static Known<long> Size(List<PSObject> roots, Guid content)
    {
        // The root counts all that lies below it.
        var root = roots.FindAll(folder => PropertyReader.Guid(folder, "ContentMailboxGuid") is var lies && (!lies.IsKnown || lies.Value == content));
        return root.Count == 1 && PropertyReader.Size(root[0], "FolderAndSubfolderSize").Or(null) is { } size ? size : default(Known<long>);
    }

    private PSObject? One(string cmdlet, params (string, object?)[] parameters) => All(cmdlet, parameters) is { Count: 1 } answer ? answer[0] : null;

    private IReadOnlyList<PSObject> All(string cmdlet, params (string, object?)[] parameters)
    {
        try
        {
            return session.Call(cmdlet, parameters);
        }
        catch (ExchangeCallException)
        {
            // Told with -Verbose; the question says what is not known.
            return [];
        }
    }
}
