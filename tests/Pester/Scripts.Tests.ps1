#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0.0' }

# What PSScriptAnalyzer asks of scripts with its settings for the PowerShell Gallery, as far as the language itself can tell, so that nobody needs the analyzer.

BeforeDiscovery {
    $root = Split-Path -Parent (Split-Path -Parent $PSScriptRoot)
    $files = @(Join-Path $root 'build.ps1') + @(Join-Path $PSScriptRoot '*.ps1') + @(Join-Path $root 'tests/ExchangeArchiveSafety.Console.Tests/*.ps1') + @(Join-Path $root 'module/examples/*.ps1')
    $scripts = Get-Item -Path $files | ForEach-Object { @{ Name = $_.Name; Path = $_.FullName } }
}

BeforeAll {
    # The parameters of a command with their types; nothing where the name is unknown here. Each is looked up once: some have hundreds.
    function Get-CommandParameter {
        param([string] $Name)

        if (-not $known.ContainsKey($Name)) {
            $known[$Name] = $null
            $command = Get-Command -Name $Name -CommandType Cmdlet, Function -ErrorAction SilentlyContinue | Select-Object -First 1
            if ($command) {
                $known[$Name] = @{}
                $command.Parameters.Values | ForEach-Object { $known[$Name][$_.Name] = $_.ParameterType }
            }
        }

        $known[$Name]
    }

    $known = @{}
}

Describe 'The script <Name>' -ForEach $scripts {
    BeforeAll {
        $parseErrors = $null
        $script = [Management.Automation.Language.Parser]::ParseFile($Path, [ref] $null, [ref] $parseErrors)
        $functions = @($script.FindAll({ $args[0] -is [Management.Automation.Language.FunctionDefinitionAst] }, $true))
        $calls = @($script.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true) | Where-Object { $_.GetCommandName() })

        # The same of what is called in this script, which may be its own.
        function Get-ParameterType {
            param([string] $Name)

            $own = $functions | Where-Object Name -EQ $Name | Select-Object -First 1
            if (-not $own) {
                return Get-CommandParameter $Name
            }

            $types = @{}
            $own.Body.ParamBlock.Parameters | Where-Object { $_ } | ForEach-Object { $types[$_.Name.VariablePath.UserPath] = $_.StaticType }
            $types
        }

        # How many arguments of a call stand without the name of their parameter.
        function Get-PositionalCount {
            param($Call)

            $types = Get-ParameterType $Call.GetCommandName()
            if ($null -eq $types -or ($Call.CommandElements | Where-Object { $_.Splatted })) {
                return 0
            }

            $count = $Call.CommandElements.Count - 1
            foreach ($element in $Call.CommandElements | Where-Object { $_ -is [Management.Automation.Language.CommandParameterAst] }) {
                $count--
                $names = @($types.Keys | Where-Object { $_ -eq $element.ParameterName })
                if (-not $names) {
                    $names = @($types.Keys | Where-Object { $_ -like ($element.ParameterName + '*') })
                }

                if ($null -eq $element.Argument -and -not ($names | Where-Object { $types[$_] -eq [switch] })) {
                    $count--
                }
            }

            $count
        }
    }

    It 'can be read' {
        $parseErrors | Should -BeNullOrEmpty
        $calls.Count + $functions.Count | Should -BeGreaterThan 0
    }

    It 'lets its functions change state only when asked' {
        $functions | Where-Object { $_.Name -match '^(New|Set|Remove|Start|Stop|Restart|Reset|Update)-' } |
            Where-Object { $_.Body.Extent.Text -notmatch 'SupportsShouldProcess' -or $_.Body.Extent.Text -notmatch '\.ShouldProcess\(' } | ForEach-Object { $_.Name } | Should -BeNullOrEmpty
    }

    It 'names its functions by an approved verb and a noun in the singular' {
        $verbs = (Get-Verb).Verb
        $functions | Where-Object { $verbs -notcontains ($_.Name -split '-')[0] -or $_.Name -match '[^s]s$' } | ForEach-Object { $_.Name } | Should -BeNullOrEmpty
    }

    It 'names parameters where a call has more than two' {
        $calls | Where-Object { $_.CommandElements.Count -gt 3 -and (Get-PositionalCount $_) -gt 2 } | ForEach-Object { '{0}: {1}' -f $_.Extent.StartLineNumber, $_.Extent.Text } | Should -BeNullOrEmpty
    }

    It 'calls commands by their names' {
        $aliases = (Get-Alias | Where-Object Source -NE 'ExchangeArchiveSafety').Name
        $calls | Where-Object { $aliases -contains $_.GetCommandName() } |
            ForEach-Object { '{0}: {1}' -f $_.Extent.StartLineNumber, $_.GetCommandName() } | Should -BeNullOrEmpty
    }

    It 'leaves the global scope alone' {
        $script.FindAll({ $args[0] -is [Management.Automation.Language.VariableExpressionAst] -and $args[0].VariablePath.IsGlobal }, $true) |
            ForEach-Object { '{0}: {1}' -f $_.Extent.StartLineNumber, $_.Extent.Text } | Should -BeNullOrEmpty
    }

    It 'swallows no error without a word' {
        $script.FindAll({ $args[0] -is [Management.Automation.Language.CatchClauseAst] -and $args[0].Body.Statements.Count -eq 0 }, $true) |
            ForEach-Object { $_.Extent.StartLineNumber } | Should -BeNullOrEmpty
    }
}
