namespace ExchangeArchiveSafety;

/// <summary>The checks of a Graph connection, and with a mailbox those that reading it can answer. Nothing is written.</summary>
/// <param name="graph">The connection.</param>
/// <param name="asking">The same, for questions about the service.</param>
public sealed class GraphReadiness(IGraphConnection graph, IGraphProbe asking)
{
    /// <summary>The name of the checks.</summary>
    public const string Category = "Graph";

    private const string OfMailbox = "Mailbox";

    // A token is taken for some minutes before and after its time (general rule of the sign-in service), and records carry this machine's time.
    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(5);

    private readonly Dictionary<GraphOperation, bool> _tried = [];
    private readonly List<ArchiveSafetyCheck> _checks = [];

    /// <summary>That there is no connection.</summary>
    public static IReadOnlyList<ArchiveSafetyCheck> NotConnected { get; } =
    [
        new() { Category = Category, Name = "Connection", Status = ReadinessStatus.Failed, Because = CoreMessages.CheckNotConnected, Remedy = CoreMessages.RemedyConnect, Source = CoreMessages.SourceGraph },
        new() { Category = Category, Name = "Permissions", Status = ReadinessStatus.Skipped, Because = CoreMessages.CheckNotConnected, Source = CoreMessages.SourcePermissions },
    ];

    /// <summary>Runs the checks.</summary>
    /// <param name="user">The mailbox; null for none.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<IReadOnlyList<ArchiveSafetyCheck>> RunAsync(string? user, CancellationToken stop)
    {
        var connection = await AskAsync(GraphQuestion.Connection, null, null, stop).ConfigureAwait(false);
        if (connection.Answer is null)
        {
            return [NotConnected[0] with { Because = connection.Failure }, NotConnected[1] with { Because = connection.Failure }];
        }

        var endpoint = DisplayText.Sentence(CoreMessages.CheckConnected, graph.Info.GraphEndpoint, graph.Info.PrimaryApiVersion, graph.Info.ArchiveApiVersion);
        _checks.Add(Made(Category, "Connection", ReadinessStatus.Passed, endpoint, CoreMessages.SourceGraph));
        _checks.Add(Clock());
        if (user is null)
        {
            _checks.Add(Made(OfMailbox, "Mailbox", ReadinessStatus.Skipped, CoreMessages.CheckNoMailbox, CoreMessages.SourceGraph));
        }
        else
        {
            await ReadAsync(user, stop).ConfigureAwait(false);
        }

        return [.. _checks.Where(check => check.Category == Category), .. new PermissionChecks(graph.Info, _tried).All(), .. _checks.Where(check => check.Category != Category)];
    }

    private ArchiveSafetyCheck Clock()
    {
        var ahead = asking.ClockAhead;
        var isNear = ahead?.Duration() <= MostSkew;
        return ahead is null
            ? Made(Category, "Clock", ReadinessStatus.Unknown, CoreMessages.CheckNoClock, CoreMessages.SourceClock)
            : Made(
                Category,
                "Clock",
                isNear ? ReadinessStatus.Passed : ReadinessStatus.Failed,
                DisplayText.Sentence(isNear ? CoreMessages.CheckClock : CoreMessages.CheckClockWrong, Math.Round(ahead.Value.Duration().TotalSeconds), ahead > TimeSpan.Zero ? CoreMessages.ClockAhead : CoreMessages.ClockBehind),
                CoreMessages.SourceClock) with
            { Remedy = isNear ? "" : CoreMessages.RemedyClock };
    }

    private async Task ReadAsync(string user, CancellationToken stop)
    {
        if (await TryAsync(GraphOperation.Resolve, "Mailbox", () => graph.ResolveAsync(user, stop)).ConfigureAwait(false) is not { } mailbox)
        {
            return;
        }

        _checks.Add(Made(OfMailbox, "Mailbox", ReadinessStatus.Passed, CoreMessages.CheckMailbox, CoreMessages.SourceGraph));
        if (await TryAsync(GraphOperation.Folders, "Primary", () => graph.FoldersAsync(mailbox, MailItemLocation.Primary, stop)).ConfigureAwait(false) is { } primary)
        {
            await ItemsAsync("Primary", mailbox, primary, graph.Info.PrimaryApiVersion, stop).ConfigureAwait(false);
        }

        if (mailbox.ArchiveMailboxId is null)
        {
            _checks.Add(Made(OfMailbox, "Archive", ReadinessStatus.Skipped, CoreMessages.CheckNoArchive, CoreMessages.SourceArchive));
            return;
        }

        _checks.Add(Made(OfMailbox, "Archive id", ReadinessStatus.Passed, CoreMessages.CheckArchiveId, CoreMessages.SourceArchive));
        if (!IsRefused(GraphOperation.Folders) && await TryAsync(GraphOperation.Folders, "Archive", () => graph.FoldersAsync(mailbox, MailItemLocation.Archive, stop)).ConfigureAwait(false) is { } archive)
        {
            await ItemsAsync("Archive", mailbox, archive, graph.Info.ArchiveApiVersion, stop).ConfigureAwait(false);
        }

        await OpenAsync("Archive id by " + graph.Info.PrimaryApiVersion, GraphQuestion.ArchiveIdByPrimaryVersion, mailbox, CoreMessages.SourceArchiveId, stop).ConfigureAwait(false);
        await OpenAsync("Archive by " + graph.Info.PrimaryApiVersion, GraphQuestion.ArchiveByPrimaryVersion, mailbox, CoreMessages.SourceArchiveVersion, stop).ConfigureAwait(false);
        await OpenAsync("Archive id as user of the mail API", GraphQuestion.ArchiveAsUser, mailbox, CoreMessages.SourceArchiveAsUser, stop).ConfigureAwait(false);
    }

    private async Task ItemsAsync(string half, GraphMailbox mailbox, IReadOnlyList<GraphFolder> folders, string version, CancellationToken stop)
    {
        _checks.Add(Made(OfMailbox, half, ReadinessStatus.Passed, DisplayText.Sentence(CoreMessages.CheckFolders, folders.Count, version), CoreMessages.SourceArchive) with { Answer = version });
        var name = half + " items with properties";
        if (IsRefused(GraphOperation.Items))
        {
            return;
        }

        if (folders.Where(folder => folder.HomeMailboxId is null && folder.TotalItemCount > 0).OrderByDescending(folder => folder.TotalItemCount).FirstOrDefault() is not { } largest)
        {
            _checks.Add(Made(OfMailbox, name, ReadinessStatus.Skipped, CoreMessages.CheckNoItem, CoreMessages.SourceExpand));
            return;
        }

        var (answer, failure) = await AskAsync(GraphQuestion.ItemsWithProperties, mailbox, largest, stop).ConfigureAwait(false);
        var isRefused = answer?.Status == 403 && !IsAllowed(GraphOperation.Items);
        if (answer is not null)
        {
            _tried[GraphOperation.Items] = !isRefused;
        }

        _checks.Add(answer is null ? Made(OfMailbox, name, ReadinessStatus.Unknown, failure, CoreMessages.SourceExpand)
            : isRefused ? Made(OfMailbox, name, ReadinessStatus.Skipped, DisplayText.Sentence(CoreMessages.CheckNotAllowed, GraphPermission.OfApplication(GraphOperation.Items)), CoreMessages.SourceExpand)
            : Made(
                OfMailbox,
                name,
                answer is { IsSuccess: true, IsTold: true } ? ReadinessStatus.Passed : ReadinessStatus.Failed,
                DisplayText.Sentence(answer is { IsSuccess: true, IsTold: true } ? CoreMessages.CheckProperties : CoreMessages.CheckNoProperties, answer),
                CoreMessages.SourceExpand) with
            { Answer = answer.ToString() });
    }

    // No cmdlet hangs on the answer: it is a fact that nobody has verified yet.
    private async Task OpenAsync(string name, GraphQuestion question, GraphMailbox mailbox, string source, CancellationToken stop)
    {
        var (answer, failure) = await AskAsync(question, mailbox, null, stop).ConfigureAwait(false);
        _checks.Add(answer switch
        {
            null => Made(OfMailbox, name, ReadinessStatus.Unknown, failure, source),
            { Status: 403 } => Made(OfMailbox, name, ReadinessStatus.Unknown, DisplayText.Sentence(CoreMessages.CheckForbidden, answer), source) with { Answer = answer.ToString() },
            _ => Made(OfMailbox, name, ReadinessStatus.Passed, DisplayText.Sentence(answer.IsTold ? CoreMessages.CheckYes : CoreMessages.CheckNo, answer), source) with { Answer = $"{(answer.IsTold ? "yes" : "no")}, {answer}" },
        });
    }

    private async Task<T?> TryAsync<T>(GraphOperation operation, string name, Func<Task<T>> read)
        where T : class
    {
        try
        {
            var answer = await read().ConfigureAwait(false);
            _tried[operation] = true;
            return answer;
        }
        catch (GraphException exception)
        {
            // The permission has a check of its own; where it was allowed in the other half, it is not what is missing.
            var isForbidden = exception.ErrorId == ErrorIds.GraphPermissionMissing && !IsAllowed(operation);
            if (isForbidden)
            {
                _tried[operation] = false;
            }

            _checks.Add(Made(OfMailbox, name, isForbidden ? ReadinessStatus.Skipped : ReadinessStatus.Failed, exception.Message, CoreMessages.SourceGraph) with { Answer = exception.ErrorId });
            return null;
        }
    }

    private async Task<(GraphAnswer? Answer, string Failure)> AskAsync(GraphQuestion question, GraphMailbox? mailbox, GraphFolder? folder, CancellationToken stop)
    {
        try
        {
            return (await asking.AskAsync(question, mailbox, folder, stop).ConfigureAwait(false), "");
        }
        catch (GraphException exception)
        {
            return (null, exception.Message);
        }
    }

    private bool IsAllowed(GraphOperation operation) => _tried.TryGetValue(operation, out var allowed) && allowed;

    private bool IsRefused(GraphOperation operation) => _tried.TryGetValue(operation, out var allowed) && !allowed;

    private static ArchiveSafetyCheck Made(string category, string name, ReadinessStatus status, string because, string source) =>
        new() { Category = category, Name = name, Status = status, Because = because, Source = source };
}
