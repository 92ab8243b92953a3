namespace ExchangeArchiveSafety.Tests.Removal;

/// <summary>Remove-ArchiveDuplicates and Restore-ArchiveDuplicates refuse bad arguments before anything is read, and ask before they act.</summary>
public class BindingTests
{
    [Theory]
    [InlineData("Remove-ArchiveDuplicates -QuarantinePath q -GroupsPath groups")]
    [InlineData("Remove-ArchiveDuplicate -QuarantinePath q -GroupsPath groups")]
    [InlineData("Remove-ArchiveDuplicates -QuarantinePath q -PlanPath groups")]
    [InlineData("@() | Remove-ArchiveDuplicates -QuarantinePath q")]
    [InlineData("Restore-ArchiveDuplicates -QuarantinePath q")]
    [InlineData("Restore-ArchiveDuplicate -QuarantinePath q -WhatIf")]
    public void Without_a_connection_nothing_begins(string script)
    {
        using var engine = Engine.Start();
        _ = engine.Try(script).Ended("GraphNotConnected", ErrorCategory.ConnectionError);
    }

    [Theory]
    [InlineData("Remove-ArchiveDuplicates -QuarantinePath q")]
    [InlineData("1 | Remove-ArchiveDuplicates -QuarantinePath q -GroupsPath groups")]
    [InlineData("Remove-ArchiveDuplicates 1 -QuarantinePath q -GroupsPath groups")]
    public void Groups_and_a_groups_file_do_not_go_together_and_one_is_needed(string script)
    {
        using var engine = Engine.Start();
        _ = engine.Try(script).Ended("ParameterConflict", ErrorCategory.InvalidArgument);
    }

    [Theory]
    [InlineData("Remove-ArchiveDuplicates -GroupsPath groups -QuarantinePath ''")]
    [InlineData("Remove-ArchiveDuplicates -GroupsPath '' -QuarantinePath q")]
    [InlineData("Remove-ArchiveDuplicates -GroupsPath groups -QuarantinePath q -MaximumCount -1")]
    [InlineData("Remove-ArchiveDuplicates -GroupsPath groups -QuarantinePath q -MaximumPercent 100.1")]
    [InlineData("Remove-ArchiveDuplicates -GroupsPath groups -QuarantinePath q -MaximumPercent -1")]
    [InlineData("Remove-ArchiveDuplicates -GroupsPath groups -QuarantinePath q -MinimumEvidence Conflicting")]
    [InlineData("Restore-ArchiveDuplicates -QuarantinePath q -Folder ''")]
    public void Values_that_make_no_sense_are_refused(string script)
    {
        using var engine = Engine.Start();
        Assert.Equal("ParameterArgumentValidationError", Outcome.Id(engine.Try(script).Terminating!));
    }

    [Theory]
    [InlineData("Remove-ArchiveDuplicates")]
    [InlineData("Restore-ArchiveDuplicates")]
    public void Both_ask_before_they_act_and_need_a_quarantine(string name)
    {
        using var engine = Engine.Start();
        var command = (CmdletInfo)Assert.Single(engine.Run("param($name) Get-Command $name", name)).BaseObject;
        var attribute = command.ImplementingType.GetCustomAttributes(typeof(CmdletAttribute), inherit: false).Cast<CmdletAttribute>().Single();
        Assert.True(attribute.SupportsShouldProcess);
        Assert.Equal(ConfirmImpact.High, attribute.ConfirmImpact);
        Assert.True(command.Parameters["QuarantinePath"].Attributes.OfType<ParameterAttribute>().Single().Mandatory);
        Assert.DoesNotContain(command.Parameters.Keys, parameter => parameter.Contains("Hard", StringComparison.OrdinalIgnoreCase));
    }
}
