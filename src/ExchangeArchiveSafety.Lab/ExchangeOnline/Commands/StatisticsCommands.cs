using ExchangeArchiveSafety.Lab.ExchangeOnline.Objects;
using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.ExchangeOnline.Commands;

/// <summary>Sizes and folders, in both forms.</summary>
internal sealed class StatisticsCommands(LabTenant tenant)
{
    private readonly Finder _finder = new(tenant);

    public IEnumerable<ExoCommand> All =>
    [
        new("Get-MailboxStatistics", ["Identity", "Archive"], (call, answer) => Sizes(call, answer, everything: true)),
        new(
            "Get-EXOMailboxStatistics",
            ["Identity", "ExchangeGuid", "DatabaseGuid", "PrimarySmtpAddress", "UserPrincipalName", "Archive", "Properties", "PropertySets"],
            (call, answer) => Sizes(call, answer, call.Texts("PropertySets").Contains("All", StringComparer.OrdinalIgnoreCase))),
        new("Get-MailboxFolderStatistics", ["Identity", "Archive", "FolderScope", "IncludeOldestAndNewestItems", "ResultSize", "SkipCount"], Folders),
        new(
            "Get-EXOMailboxFolderStatistics",
            ["Identity", "ExternalDirectoryObjectId", "PrimarySmtpAddress", "UserPrincipalName", "Archive", "Folderscope", "IncludeOldestAndNewestItems"],
            Folders),
    ];

    private void Sizes(CommandCall call, CommandAnswer answer, bool everything)
    {
        foreach (var mailbox in _finder.Mailboxes(call, answer, _ => true))
        {
            if (StoreOf(mailbox, call, answer) is not { } store)
            {
                continue;
            }

            var recoverable = store.Items.Count(item => item.Folder.IsRecoverableItems);
            var shown = new ExoObject(mailbox)
            {
                { "DisplayName", mailbox.DisplayName },
                { "MailboxGuid", call.Flag("Archive") ? mailbox.ArchiveGuid : mailbox.ExchangeGuid },
                { "ItemCount", store.Items.Count - recoverable },
                { "TotalItemSize", new ExoSize(store.Bytes) },
                { "DeletedItemCount", recoverable },
                { "TotalDeletedItemSize", new ExoSize(store.RecoverableBytes) },
            };
            if (everything)
            {
                shown.Add("Identity", (call.Flag("Archive") ? mailbox.ArchiveGuid : mailbox.ExchangeGuid).ToString());
                shown.Add("IsArchiveMailbox", call.Flag("Archive"));
                shown.Add("MailboxTypeDetail", mailbox.RecipientTypeDetails);
                shown.Add("LastLogonTime", tenant.Now.AddHours(-3));
            }

            answer.Objects.Add(shown);
        }
    }

    private void Folders(CommandCall call, CommandAnswer answer)
    {
        var rows = new List<ExoObject>();
        foreach (var mailbox in _finder.Mailboxes(call, answer, _ => true))
        {
            if (StoreOf(mailbox, call, answer) is { } store)
            {
                var scope = call.Text("FolderScope");
                rows.AddRange(store.Folders
                    .Where(folder => !folder.IsRecoverableItems && InScope(folder, scope))
                    .OrderBy(folder => folder.Path, StringComparer.Ordinal)
                    .Select(folder => Row(call, mailbox, store, folder)));
                if (scope is null or "All" or "NonIpmRoot" or "RecoverableItems")
                {
                    rows.AddRange(RecoverableItems(call, mailbox, store));
                }
            }
        }

        // Only the classic form cuts off.
        var skip = int.TryParse(call.Text("SkipCount"), out var number) ? number : 0;
        answer.Objects.AddRange(call.Name == "Get-MailboxFolderStatistics" ? rows.Skip(skip).ToList().Within(call, answer) : rows);
    }

    private static bool InScope(MailFolder folder, string? scope) => scope switch
    {
        null or "All" => true,
        _ => folder.FolderType.Equals(scope, StringComparison.OrdinalIgnoreCase),
    };

    private static ExoObject Row(CommandCall call, LabMailbox mailbox, MailStore store, MailFolder folder)
    {
        var below = store.Items.Where(item => item.Folder == folder || item.Folder.Path.StartsWith(folder.Path + "/", StringComparison.OrdinalIgnoreCase)).ToList();
        return Row(call, mailbox, folder.Path, folder.FolderType, folder, [.. folder.Items], below);
    }

    /// <summary>The root counts all; the subfolders are there also when they are empty. What lies in an auxiliary archive is not part of it.</summary>
    private static IEnumerable<ExoObject> RecoverableItems(CommandCall call, LabMailbox mailbox, MailStore store)
    {
        var all = store.Folders.Where(folder => folder.IsRecoverableItems && folder.AuxiliaryMailbox is null).SelectMany(folder => folder.Items).ToList();
        yield return Row(call, mailbox, "/Recoverable Items", "RecoverableItemsRoot", null, [], all);
        foreach (var path in (string[])["/Deletions", "/Purges", "/Versions"])
        {
            var folder = store.FindFolder(path);
            List<MailItem> own = folder?.IsRecoverableItems == true ? [.. folder.Items] : [];
            yield return Row(call, mailbox, path, "RecoverableItems" + path[1..], null, own, own);
        }
    }

    private static ExoObject Row(CommandCall call, LabMailbox mailbox, string path, string type, MailFolder? folder, List<MailItem> own, List<MailItem> below)
    {
        var shown = new ExoObject(mailbox)
        {
            { "Name", path.Split('/')[^1] },
            { "Identity", mailbox.Name + path.Replace('/', '\\') },
            { "FolderPath", path },
            { "FolderId", "LgLab" + new Chance(47, mailbox.ExchangeGuid + call.Flag("Archive").ToString() + path).Guid().ToString("N") },
            { "FolderType", new ExoEnum(type) },
            { "ItemsInFolder", own.Count },
            { "ItemsInFolderAndSubfolders", below.Count },
            { "FolderSize", new ExoSize(own.Sum(item => item.Size)) },
            { "FolderAndSubfolderSize", new ExoSize(below.Sum(item => item.Size)) },
            { "CreationTime", folder?.CreatedUtc ?? mailbox.WhenCreatedUtc },
            { "ArchivePolicy", folder?.ArchiveTag?.Name },
            { "DeletePolicy", folder?.DeleteTag?.Name },
            { "CompliancePolicy", null },
            { "RetentionFlags", folder?.ArchiveTag is null ? null : "ExplicitArchiveTag" },
            { "ContentMailboxGuid", (folder?.AuxiliaryMailbox ?? (call.Flag("Archive") ? mailbox.ArchiveGuid : mailbox.ExchangeGuid)).ToString() },
        };
        if (call.Flag("IncludeOldestAndNewestItems"))
        {
            shown.Add("OldestItemReceivedDate", own.Count == 0 ? null : own.Min(item => item.ReceivedUtc));
            shown.Add("NewestItemReceivedDate", own.Count == 0 ? null : own.Max(item => item.ReceivedUtc));
            shown.Add("OldestItemLastModifiedDate", own.Count == 0 ? null : own.Min(item => item.ModifiedUtc));
        }

        return shown;
    }

    private static MailStore? StoreOf(LabMailbox mailbox, CommandCall call, CommandAnswer answer)
    {
        if (!call.Flag("Archive"))
        {
            return mailbox.Primary;
        }

        if (mailbox.ArchiveGuid != Guid.Empty)
        {
            return mailbox.Archive;
        }

        answer.Errors.Add(ExoError.NoArchive(mailbox.PrimarySmtpAddress));
        return null;
    }
}
