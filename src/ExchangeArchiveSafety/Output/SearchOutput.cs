using System.Management.Automation;

namespace ExchangeArchiveSafety.Output;

/// <summary>Gives what searches find: groups or numbers, a groups file, and what there is to say of rows, mailboxes and folders.</summary>
/// <param name="command">The cmdlet.</param>
/// <param name="file">The groups file that is written; null for none.</param>
/// <param name="summarizes">Whether numbers are given instead of groups.</param>
internal sealed class SearchOutput(StoppableCommand command, GroupsFileWriter? file, bool summarizes)
{
    /// <summary>What a journal remembers of migrations; null where none was named.</summary>
    public MigrationMemory? Memory { get; init; }

    /// <summary>Whether a groups file is written.</summary>
    public bool HasFile => file is not null;

    /// <summary>Searches an inventory and gives what is found.</summary>
    /// <param name="files">Its files.</param>
    /// <param name="onBadRow">What becomes of a row that cannot be an item.</param>
    /// <param name="options">What is searched for.</param>
    /// <param name="verified">Judges groups again, before they are given; null for not.</param>
    public void Search(
        IReadOnlyList<string> files,
        BadRowAction onBadRow,
        DuplicateSearchOptions options,
        Func<IEnumerable<ArchiveDuplicateGroup>, IEnumerable<ArchiveDuplicateGroup>>? verified = null)
    {
        using var inventory = ConnectorsAssembly.Create<IInventoryOpener>("ExchangeArchiveSafety.InventoryOpener").Open(files, onBadRow);
        var watched = new WatchedSearch(command, inventory, options);
        var search = watched.Read();
        WarnOfRows(inventory, search);
        ReportMailboxes(search);
        command.Tell(Messages.ReadForCopies, search.Items, search.PossibleGroups, options.MinimumEvidence.ToString(), options.Keep.ToString());
        var groups = search.Groups(command.StopToken);
        Give(search, watched.Compare(verified?.Invoke(groups) ?? groups, search.PossibleGroups));
    }

    /// <summary>Warns of folders that were named and are none; of a search that has not seen all folders nothing can be said.</summary>
    /// <param name="unused">The patterns that fit no folder.</param>
    /// <param name="named">The parameters with what they name.</param>
    public void WarnOfFolders(IEnumerable<string> unused, params (string Parameter, string[] Folders)[] named)
    {
        var names = new HashSet<string>(unused, StringComparer.OrdinalIgnoreCase);
        foreach (var (parameter, folders) in named)
        {
            foreach (var folder in folders.Where(names.Contains).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                command.WriteWarning(DisplayText.Sentence(Messages.UnusedFolder, parameter, folder));
            }
        }
    }

    private void Give(DuplicateSearch search, IEnumerable<ArchiveDuplicateGroup> groups)
    {
        var found = new FoundCopies();
        var summaries = search.NewSummaries();
        foreach (var group in groups)
        {
            file?.Add(group);
            var mailbox = DuplicateSearch.MailboxOf(group);
            found.Add(mailbox, group);
            if (summarizes)
            {
                summaries.Add(mailbox, group);
            }
            else
            {
                command.WriteObject(group);
            }
        }

        foreach (var sentence in found.Told())
        {
            command.WriteVerbose(sentence);
        }

        TellLoops(summaries.All);
        if (summarizes)
        {
            command.WriteObject(summaries.All, enumerateCollection: true);
        }
    }

    private void TellLoops(IReadOnlyList<ArchiveDuplicateSummary> summaries)
    {
        foreach (var summary in Memory is null ? [] : summaries)
        {
            summary.LoopCouldRun = LoopWindow.Tell(LoopWindow.Of(Memory!, summary.Mailbox));
            if (summary.LoopCouldRun is { } told)
            {
                command.WriteVerbose(summary.Mailbox + ": " + told);
            }
        }
    }

    private void WarnOfRows(IInventory inventory, DuplicateSearch search)
    {
        foreach (var file in inventory.EmptyFiles)
        {
            command.WriteWarning(DisplayText.Sentence(Messages.EmptyInventory, file));
        }

        foreach (var row in inventory.SkippedRows)
        {
            command.WriteWarning(DisplayText.Sentence(Messages.SkippedRow, row.Message));
        }

        if (inventory.SkippedRows.Count > 0)
        {
            command.WriteWarning(DisplayText.Sentence(Messages.SkippedRows, inventory.SkippedRows.Count, search.Items));
        }
    }

    private void ReportMailboxes(DuplicateSearch search)
    {
        foreach (var refused in search.Refused)
        {
            var message = DisplayText.Sentence(Messages.RepeatedItemId, refused.Mailbox, refused.ItemId, refused.First, refused.Second);
            message += refused.MoreItemIds > 0 ? " " + DisplayText.Sentence(Messages.MoreRepeatedItemIds, refused.MoreItemIds) : "";
            command.Report(new InventoryException(ErrorIds.RepeatedItemId, message), refused.Mailbox);
        }

        foreach (var name in search.MailboxesNotFound.Where(name => !WildcardPattern.ContainsWildcardCharacters(name)))
        {
            command.Report(ErrorIds.MailboxNotFound, name, DisplayText.Sentence(Messages.FindMailboxNotFound, name));
        }
    }
}
