namespace ExchangeArchiveSafety.Simulation.Tests;

/// <summary>The lab's Exchange as the product's session, without an engine between them: permissions, faults and shapes apply as they do to the cmdlets.</summary>
internal sealed class InProcessSession(ExchangeService exchange, ShapedObjects shaped) : IExchangeSession
{
    public ExchangeConnection? Connection => null;

    public bool Has(string cmdlet) => CommandCatalog.Exists(cmdlet) && exchange.Permissions.Allows(cmdlet);

    public bool Has(string cmdlet, string parameter) => Has(cmdlet) && CommandCatalog.Parameters(cmdlet).ContainsKey(parameter) && exchange.Permissions.Allows(cmdlet, parameter);

    public bool HasForThisConnection(string cmdlet) => Has(cmdlet);

    public IReadOnlyList<PSObject> Call(string cmdlet, params (string Name, object? Value)[] parameters) =>
        Run(cmdlet, Has(cmdlet, "ResultSize") ? [.. parameters, ("ResultSize", "Unlimited")] : parameters);

    public void Write(string cmdlet, params (string Name, object? Value)[] parameters) => _ = Run(cmdlet, parameters);

    private List<PSObject> Run(string cmdlet, (string Name, object? Value)[] parameters)
    {
        if (!Has(cmdlet) || Array.Find(parameters, parameter => !Has(cmdlet, parameter.Name)) is { Name: not null })
        {
            throw new ExchangeCallException(ErrorIds.ExchangeParameterMissing, cmdlet, cmdlet + " is not granted.");
        }

        var answer = exchange.RunAsync(new CommandCall(cmdlet, parameters.ToDictionary(pair => pair.Name, pair => pair.Value))).GetAwaiter().GetResult();
        return answer.Errors.Count == 0
            ? shaped.Of(cmdlet, answer.Objects)
            : throw ExchangeSession.Failed(cmdlet, new InvalidOperationException(answer.Errors[0].Text));
    }
}
