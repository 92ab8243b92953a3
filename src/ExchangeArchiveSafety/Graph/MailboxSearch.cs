namespace ExchangeArchiveSafety.Graph;

/// <summary>Searches mailboxes as they are read through Graph. What fails about one of them is reported, and the others are searched.</summary>
/// <param name="command">The cmdlet.</param>
/// <param name="mailboxes">Reads the mailboxes.</param>
/// <param name="output">Takes what is found.</param>
internal sealed class MailboxSearch(StoppableCommand command, WholeMailboxes mailboxes, SearchOutput output)
{
    /// <summary>Whether bodies are fetched where they could tell more.</summary>
    public bool VerifiesBodies { get; init; }

    /// <summary>Folders whose copies are not offered anyway.</summary>
    public string[] ExcludeFolder { get; init; } = [];

    /// <summary>Searches them.</summary>
    /// <param name="identities">The mailboxes.</param>
    /// <param name="optionsOf">What is searched for in what was read.</param>
    /// <returns>False where a search was broken off.</returns>
    public bool Run(IReadOnlyList<MailboxIdentity> identities, Func<MailboxScan, DuplicateSearchOptions> optionsOf)
    {
        var isWhole = true;
        foreach (var scan in mailboxes.Read(identities, command.StopToken))
        {
            foreach (var folder in scan.IncompleteWithout(ExcludeFolder))
            {
                var message = DisplayText.Sentence(Messages.FolderReadIncomplete, scan.Mailbox.User, folder.Sentence);
                command.Report(new GraphException(ErrorIds.FolderReadIncomplete, message), scan.Mailbox.User);
            }

            if (scan.InventoryFiles.Count == 0)
            {
                continue;
            }

            var options = optionsOf(scan);
            try
            {
                output.Search(
                    scan.InventoryFiles,
                    BadRowAction.Stop,
                    options,
                    groups => VerifiesBodies ? new VerifiedGroups(GraphConnections.Current(command), scan.Mailbox, options, command.Waiting).Read(groups) : groups);
            }
            catch (ArchiveSafetyException exception) when (exception is GraphException ? exception.ErrorId != ErrorIds.GraphUnreachable : exception is InventoryException && !output.HasFile)
            {
                // With a plan, rows that changed under our hands end the command: nothing of them may be acted on.
                isWhole = false;
                command.Report(exception, scan.Mailbox.User);
            }
        }

        return isWhole;
    }
}
