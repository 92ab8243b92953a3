namespace ExchangeArchiveSafety.Tests.Module;

/// <summary>What cmdlets have in common is declared once, and near them.</summary>
public class BaseTests
{
    private static readonly string[] SameIdentity = ["Test-ArchiveMigrationConflict", "Resume-ConflictingArchivePolicy", "Get-ArchivePolicySuspension"];

    [Fact]
    public void At_most_two_classes_stand_between_a_cmdlet_and_the_engine()
    {
        using var engine = Engine.Start();
        var commands = Commands(engine);
        Assert.NotEmpty(commands);
        foreach (var command in commands)
        {
            var tiers = 0;
            for (var type = command.ImplementingType.BaseType; type != typeof(PSCmdlet); type = type.BaseType)
            {
                Assert.NotNull(type);
                tiers++;
            }

            Assert.InRange(tiers, 0, 2);
        }
    }

    [Fact]
    public void Mailboxes_are_named_in_one_way()
    {
        using var engine = Engine.Start();
        var commands = Commands(engine).ToDictionary(command => command.Name);

        Assert.Single(SameIdentity.Select(name => commands[name].ImplementingType.GetProperty("Identity")!.DeclaringType).Distinct());
        foreach (var name in SameIdentity.Append("Suspend-ConflictingArchivePolicy"))
        {
            var identity = commands[name].Parameters["Identity"];
            var parameter = Assert.Single(identity.Attributes.OfType<ParameterAttribute>());
            Assert.Equal(["PrimarySmtpAddress", "UserPrincipalName", "EmailAddress", "ExchangeGuid"], identity.Aliases);
            Assert.Equal((0, true, true), (parameter.Position, parameter.ValueFromPipeline, parameter.ValueFromPipelineByPropertyName));
            Assert.Equal(name == "Suspend-ConflictingArchivePolicy", parameter.Mandatory);
        }
    }

    private static List<CmdletInfo> Commands(Engine engine) =>
        [.. engine.Run("Get-Command -Module ExchangeArchiveSafety -CommandType Cmdlet").Select(command => (CmdletInfo)command.BaseObject)];
}
