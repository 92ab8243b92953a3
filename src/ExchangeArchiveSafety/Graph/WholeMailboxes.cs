namespace ExchangeArchiveSafety.Graph;

/// <summary>
/// Reads mailboxes for a cmdlet: shows progress, reports what failed or could not be read whole, and gives out the others. The files of
/// each are gone when the next one is asked for; with a checkpoint, when the cmdlet says that it is done.
/// </summary>
/// <param name="command">The cmdlet.</param>
/// <param name="throttleLimit">How many mailboxes are read at once.</param>
/// <param name="checkpoint">A folder in which an interrupted reading is gone on from; null to keep nothing.</param>
/// <exception cref="GraphException">This runspace is not connected.</exception>
internal sealed class WholeMailboxes(StoppableCommand command, int throttleLimit, string? checkpoint) : IDisposable
{
    // A search folder over a whole mailbox contradicts every folder of it.
    private const int MostSentences = 20;

    private readonly MailboxScans _scans = new(GraphConnections.Current(command), throttleLimit, checkpoint);
    private readonly GraphWatch _watch = GraphWatch.Of(command, GraphConnections.Current(command));
    private readonly WorkProgress _progress = command.Progress(Messages.ReadingActivity, id: WorkProgress.Reading);

    /// <summary>The mailboxes that were read whole.</summary>
    /// <param name="identities">Who is meant.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="GraphException">No Graph ever answered on this connection: it is the same for every mailbox.</exception>
    public IEnumerable<MailboxScan> Read(IReadOnlyList<MailboxIdentity> identities, CancellationToken cancellation)
    {
        var users = Users(identities);
        var done = 0;
        var withoutArchive = new List<string>();
        foreach (var scanned in _scans.Read(users, task => command.Waiting.Until(task, () => ShowReading(done, users.Count)), cancellation))
        {
            done++;
            if (scanned.Failure is { } failure)
            {
                if (GraphConnections.IsAbout(failure))
                {
                    throw failure;
                }

                command.Report(failure, scanned.User);
            }
            else if (scanned.Scan!.Incomplete.Count > 0)
            {
                command.Report(new GraphException(ErrorIds.MailboxReadIncomplete, Incomplete(scanned.User, scanned.Scan)), scanned.User);
            }
            else
            {
                foreach (var note in scanned.Scan.Notes)
                {
                    command.WriteVerbose(note);
                }

                foreach (var warning in scanned.Scan.Warnings)
                {
                    command.WriteWarning(DisplayText.Sentence(Messages.MailboxWarning, scanned.User, warning));
                }

                if (scanned.Scan.Mailbox.ArchiveMailboxId is null)
                {
                    withoutArchive.Add(scanned.User);
                }

                command.WriteVerbose(DisplayText.Sentence(Messages.MailboxRead, scanned.User, scanned.Scan.Items, scanned.Scan.Folders));
                yield return scanned.Scan;
            }
        }

        _progress.End();
        if (withoutArchive.Count > 0)
        {
            // That this means no archive is only reported.
            command.WriteWarning(DisplayText.Sentence(Messages.NoArchiveNamed, "'" + string.Join("', '", withoutArchive) + "'"));
        }
    }

    /// <summary>Says that the cmdlet has done everything with the mailboxes that it was given.</summary>
    public void Complete() => _scans.Complete();

    public void Dispose()
    {
        _scans.Dispose();
        _watch.Dispose();
    }

    private static string Incomplete(string user, MailboxScan scan)
    {
        var sentences = new List<string> { DisplayText.Sentence(Messages.MailboxReadIncomplete, user) };
        sentences.AddRange(scan.Incomplete.Take(MostSentences));
        if (scan.Incomplete.Count > MostSentences)
        {
            sentences.Add(DisplayText.Sentence(Messages.MoreIncomplete, scan.Incomplete.Count - MostSentences));
        }

        sentences.AddRange(scan.Remedies);
        return string.Join(" ", sentences);
    }

    private List<string> Users(IReadOnlyList<MailboxIdentity> identities)
    {
        var users = new List<string>();
        foreach (var identity in identities)
        {
            if (identity.GraphUser.Length == 0)
            {
                var message = identity.Text.Length == 0 ? identity.Refusal : DisplayText.Sentence(Messages.NoGraphUser, identity.ToString());
                command.Report(ErrorIds.MailboxIdentityEmpty, identity.Target, message);
            }
            else if (!users.Contains(identity.GraphUser, StringComparer.OrdinalIgnoreCase))
            {
                users.Add(identity.GraphUser);
            }
        }

        return users;
    }

    private void ShowReading(int done, int total)
    {
        if (_progress.IsDue)
        {
            _progress.Show(
                (done + _scans.Fraction) / (total + 1),
                seconds => DisplayText.Sentence(Messages.ReadingMailbox, done, total, _scans.Items, _scans.Items / seconds));
        }
    }
}
