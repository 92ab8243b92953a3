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
                rows.AddRange(store.Folders
                    .Where(folder => InScope(folder, call.Text("FolderScope")))
                    .OrderBy(folder => folder.Path, StringComparer.Ordinal)
                    .Select(folder => Row(call, mailbox, store, folder)));
            }
        }

        // Only the classic form cuts off.
        var skip = int.TryParse(call.Text("SkipCount"), out var number) ? number : 0;
        answer.Objects.AddRange(call.Name == "Get-MailboxFolderStatistics" ? rows.Skip(skip).ToList().Within(call, answer) : rows);
    }

    private static bool InScope(MailFolder folder, string? scope) => scope switch
    {
        null or "All" => true,
        "NonIpmRoot" or "RecoverableItems" => folder.IsRecoverableItems,
        _ => folder.FolderType.Equals(scope, StringComparison.OrdinalIgnoreCase),
    };

    private static ExoObject Row(CommandCall call, LabMailbox mailbox, MailStore store, MailFolder folder)
    {
        var own = store.Items.Where(item => item.Folder == folder).ToList();
        var below = store.Items.Where(item => item.Folder == folder || item.Folder.Path.StartsWith(folder.Path + "/", StringComparison.OrdinalIgnoreCase)).ToList();
        var shown = new ExoObject(mailbox)
        {
            { "Name", folder.Path.Split('/')[^1] },
            { "Identity", mailbox.Name + folder.Path.Replace('/', '\\') },
            { "FolderPath", folder.Path },
            { "FolderId", "LgLab" + new Chance(47, mailbox.ExchangeGuid + call.Flag("Archive").ToString() + folder.Path).Guid().ToString("N") },
            { "FolderType", new ExoEnum(folder.FolderType) },
            { "ItemsInFolder", own.Count },
            { "ItemsInFolderAndSubfolders", below.Count },
            { "FolderSize", new ExoSize(own.Sum(item => item.Size)) },
            { "FolderAndSubfolderSize", new ExoSize(below.Sum(item => item.Size)) },
            { "CreationTime", folder.CreatedUtc },
            { "ArchivePolicy", folder.ArchiveTag?.Name },
            { "DeletePolicy", folder.DeleteTag?.Name },
            { "CompliancePolicy", null },
            { "RetentionFlags", folder.ArchiveTag is null ? null : "ExplicitArchiveTag" },
            { "ContentMailboxGuid", (call.Flag("Archive") ? mailbox.ArchiveGuid : mailbox.ExchangeGuid).ToString() },
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
