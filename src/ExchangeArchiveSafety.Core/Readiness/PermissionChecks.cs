namespace ExchangeArchiveSafety.Readiness;

/// <summary>Judges each Graph permission: by what was tried, else by what the token carries. Pure.</summary>
/// <param name="info">The connection.</param>
/// <param name="tried">What was tried, and whether it was allowed.</param>
internal sealed class PermissionChecks(GraphConnectionInfo info, IReadOnlyDictionary<GraphOperation, bool> tried)
{
    public IEnumerable<ArchiveSafetyCheck> All() => GraphNeeds.All.Select(need => Of(need.Operation, string.Join(", ", need.Cmdlets)));

    private ArchiveSafetyCheck Of(GraphOperation operation, string cmdlets)
    {
        var name = info.Account.Length > 0 ? GraphPermission.OfPerson(operation) : GraphPermission.OfApplication(operation);
        var (status, because) = tried.TryGetValue(operation, out var allowed)
                ? allowed ? (ReadinessStatus.Passed, CoreMessages.PermissionTried) : (ReadinessStatus.Failed, CoreMessages.PermissionRefused)
            : info.Permissions.Count == 0 ? (ReadinessStatus.Unknown, CoreMessages.PermissionNotTold)
            : info.Permissions.Contains(name) ? (ReadinessStatus.Passed, CoreMessages.PermissionCarried)
            : GraphNeeds.Wider(name) is { } wider && info.Permissions.Contains(wider) ? (ReadinessStatus.Unknown, CoreMessages.PermissionWider)
            : operation == GraphOperation.Create ? (ReadinessStatus.Skipped, CoreMessages.PermissionOfProbe)
            : (ReadinessStatus.Failed, CoreMessages.PermissionNotCarried);
        return new()
        {
            Category = GraphReadiness.Category,
            Name = name,
            Status = status,
            Because = DisplayText.Sentence(because, name, cmdlets),
            Remedy = status == ReadinessStatus.Passed ? "" : DisplayText.Sentence(CoreMessages.RemedyPermission, name),
            Source = CoreMessages.SourcePermissions,
        };
    }
}
