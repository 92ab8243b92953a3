namespace ExchangeArchiveSafety.Tests.Sessions;

/// <summary>
/// A PowerShell in which the commands of several organizations live side by side: those of the tenant of MockTenant.ps1, and those of Exchange on premises, which
/// knows no migration and takes every setting. What is asked on premises is written down.
/// </summary>
internal sealed class HybridSession : IDisposable
{
    private const string Publish = """
        param($names, $bodies, $prefix, $module)
        $functions = @{}
        foreach ($name in $names) { $verb, $noun = $name -split '-', 2; $functions["$verb-$prefix$noun"] = $bodies[$name] }
        if (-not $module) {
            foreach ($name in $functions.Keys) { $null = $ExecutionContext.InvokeProvider.Item.Set("function:global:$name", $functions[$name]) }
            return
        }
        $made = New-Module -Name $module -ArgumentList $functions { param($functions) foreach ($name in $functions.Keys) { $ExecutionContext.InvokeProvider.Item.Set("function:script:$name", $functions[$name]) } }
        Import-Module $made -Global -DisableNameChecking -Force
        """;

    private const string OnPremises = """
        $global:OnPremises = [System.Collections.Generic.List[string]]::new()
        $global:OnPremisesBodies = @{}
        foreach ($name in $global:Names) {
            $global:OnPremisesBodies[$name] = [scriptblock]::Create("param(`$Identity, `$ResultSize, `$RetentionHoldEnabled, `$StartDateForRetentionHold, `$EndDateForRetentionHold, `$AutoArchivingEnabled, `$ElcProcessingDisabled) `$global:OnPremises.Add('$name')")
        }
        """;

    private const string TakeAway = """
        $global:Names = 'Get-MigrationUser', 'Get-MigrationBatch', 'Get-Mailbox', 'Get-MailboxStatistics', 'Get-RetentionPolicy', 'Get-RetentionPolicyTag', 'Get-OrganizationConfig', 'Export-MailboxDiagnosticLogs', 'Set-Mailbox', 'Stop-MigrationUser'
        $global:CloudBodies = @{}
        foreach ($name in $global:Names) {
            $global:CloudBodies[$name] = (Get-Command $name).ScriptBlock
            $ExecutionContext.InvokeProvider.Item.Remove("function:\$name", $false)
        }
        """;

    private HybridSession(Engine engine) => Engine = engine;

    public Engine Engine { get; }

    /// <summary>What was asked on premises.</summary>
    public IReadOnlyList<string> AskedOnPremises => [.. Engine.Run("$global:OnPremises").Select(call => call.ToString())];

    public static HybridSession Start()
    {
        var engine = MockTenant.Start();
        engine.Run(TakeAway);
        engine.Run(OnPremises);
        return new(engine);
    }

    /// <summary>Brings in the tenant's commands.</summary>
    /// <param name="prefix">Before their nouns.</param>
    /// <param name="module">The module that holds them; null for none.</param>
    /// <param name="without">Commands that it does not grant.</param>
    public HybridSession Cloud(string prefix, string? module = null, params string[] without)
    {
        Engine.Run($"param($prefix, $module, $without) & {{ {Publish} }} @($global:Names | Where-Object {{ $_ -notin $without }}) $global:CloudBodies $prefix $module", prefix, module, without);
        return this;
    }

    /// <summary>Brings in the commands of Exchange on premises.</summary>
    public HybridSession Local(string prefix, string? module = null)
    {
        Engine.Run($"param($prefix, $module) & {{ {Publish} }} $global:Names $global:OnPremisesBodies $prefix $module", prefix, module);
        return this;
    }

    /// <summary>Says which connections there are, each as a hashtable in PowerShell's own notation.</summary>
    public HybridSession Connected(params string[] connections)
    {
        Engine.Run("function global:Get-ConnectionInformation { " + string.Join("\n", connections.Select(connection => "[pscustomobject]" + connection)) + " }");
        return this;
    }

    public Outcome Try(string script) => Engine.Try(script);

    public void Dispose() => Engine.Dispose();
}
