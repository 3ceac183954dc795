//! What a drawing shows, without where on the sheet: made from an item and, where there is one, from the position
//! of a case.

use domain::authority::Role;
use domain::catalogue::picture::{
    Block as Told, Course, Drawn, Picture, Position, Stage, Standing, Standings, What, Why,
};
use domain::catalogue::{ACCEPTANCE, Join, Level, ServiceItem, Step, StepAgency};
use domain::limit::Limit;
use domain::locale::Localised;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Every step, choice and way.
    Whole,
    /// What usually happens, in at most about a dozen boxes.
    Simple,
}

#[derive(Debug, Clone)]
pub struct PictureView {
    /// Of what it is the process.
    pub name: Localised,
    pub drawing: Drawing,
    /// The words say each condition as it is written.
    pub conditions: bool,
}

#[derive(Debug, Clone)]
pub enum Drawing {
    Simple(Vec<Block>),
    Whole(Grid),
}

#[derive(Debug, Clone)]
pub enum Block {
    Box(Spot),
    Together {
        join: Join,
        ways: Vec<Vec<Block>>,
    },
    /// One of several ways; with an empty one among them it may be left out.
    OneOf {
        name: Localised,
        ways: Vec<Vec<Block>>,
    },
}

/// One box, diamond or bar.
#[derive(Debug, Clone)]
pub struct Spot {
    /// Of its node; of the first, where several are told of as one.
    pub key: String,
    pub shape: Shape,
    /// Several where steps are told of as one; none at the start and at the end.
    pub names: Vec<Localised>,
    pub role: Option<Role>,
    /// Whose step it is, where that is not the agency of the case.
    pub party: Option<Party>,
    pub limit: Option<Limit>,
    pub people: u8,
    /// Steps whose officers may not act here, and whether that of the acceptance may.
    pub apart_from: Vec<Localised>,
    pub apart_from_acceptance: bool,
    /// What it counts as when nobody acts in time.
    pub silence: Option<Localised>,
    /// It comes after the conclusion.
    pub later: bool,
    pub standing: Option<Standing>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Start,
    Step,
    Choice,
    Open,
    Join(Join),
    End,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Party {
    /// By what it does: the key of the function, the level, and whether it is that of another place.
    Function {
        function: String,
        level: Option<Level>,
        elsewhere: bool,
    },
    /// By its name, where a case says which one it is.
    Named(Localised),
}

#[derive(Debug, Clone)]
pub struct Grid {
    pub nodes: Vec<Node>,
    pub ways: Vec<Way>,
    pub rows: usize,
    pub lanes: usize,
}

#[derive(Debug, Clone)]
pub struct Node {
    pub spot: Spot,
    pub row: usize,
    pub lane: usize,
    pub span: usize,
    /// The parallel and the branch that it is in.
    pub home: Option<(String, usize)>,
}

#[derive(Debug, Clone)]
pub struct Way {
    pub from: usize,
    pub to: usize,
    pub label: Label,
    pub back: bool,
    pub cancels: bool,
    /// It ends the case, which is shown where it happens.
    pub apart: bool,
    /// Straight down to the node below.
    pub straight: bool,
}

#[derive(Debug, Clone)]
pub enum Label {
    None,
    Outcome(Localised),
    /// Which condition, from 1, of how many; and how it is written.
    Condition {
        place: usize,
        of: usize,
        source: String,
    },
    Otherwise,
}

impl PictureView {
    pub fn of(item: &ServiceItem, detail: Detail, position: Option<&Position>) -> Self {
        let maker = Maker {
            item,
            standings: position.map(|position| Standings::of(item, position)),
        };
        Self {
            name: item.name.clone(),
            drawing: match detail {
                Detail::Simple => Drawing::Simple(maker.course()),
                Detail::Whole => Drawing::Whole(maker.grid()),
            },
            conditions: false,
        }
    }

    /// What happens to one person's case, as far as that is known.
    pub fn of_course(item: &ServiceItem, course: &Course<'_>) -> Self {
        let maker = Maker {
            item,
            standings: None,
        };
        let mut blocks = vec![Block::Box(maker.spot(What::Start))];
        blocks.extend(maker.told(&course.blocks));
        Self {
            name: item.name.clone(),
            drawing: Drawing::Simple(blocks),
            conditions: false,
        }
    }

    /// Whose each step is, where a case says so; nobody's where it is the case's own agency after all.
    #[must_use]
    pub fn with_agencies(mut self, name: impl Fn(&str) -> Option<Localised>) -> Self {
        let mut tell = |spot: &mut Spot| {
            if spot.party.is_some() {
                spot.party = name(&spot.key).map(Party::Named);
            }
        };
        match &mut self.drawing {
            Drawing::Simple(blocks) => each_box(blocks, &mut tell),
            Drawing::Whole(grid) => grid.nodes.iter_mut().for_each(|node| tell(&mut node.spot)),
        }
        self
    }

    /// For those who write processes.
    #[must_use]
    pub fn with_conditions(self) -> Self {
        Self {
            conditions: true,
            ..self
        }
    }
}

impl Drawing {
    /// How many steps it shows.
    pub fn steps(&self) -> usize {
        match self {
            Self::Simple(blocks) => boxes(blocks),
            Self::Whole(grid) => {
                let steps = grid.nodes.iter();
                steps.filter(|node| node.spot.shape == Shape::Step).count()
            }
        }
    }
}

fn each_box(blocks: &mut [Block], tell: &mut impl FnMut(&mut Spot)) {
    for block in blocks {
        match block {
            Block::Box(spot) => tell(spot),
            Block::Together { ways, .. } | Block::OneOf { ways, .. } => {
                ways.iter_mut().for_each(|way| each_box(way, tell));
            }
        }
    }
}

fn boxes(blocks: &[Block]) -> usize {
    let one = |block: &Block| match block {
        Block::Box(_) => 1,
        Block::Together { ways, .. } | Block::OneOf { ways, .. } => {
            ways.iter().map(|way| boxes(way)).sum()
        }
    };
    blocks.iter().map(one).sum()
}

impl Spot {
    pub fn step(name: Localised) -> Self {
        Self {
            names: vec![name],
            ..Self::bare(Shape::Step)
        }
    }

    pub fn bare(shape: Shape) -> Self {
        Self {
            key: String::new(),
            shape,
            names: Vec::new(),
            role: None,
            party: None,
            limit: None,
            people: 1,
            apart_from: Vec::new(),
            apart_from_acceptance: false,
            silence: None,
            later: false,
            standing: None,
        }
    }
}

struct Maker<'a> {
    item: &'a ServiceItem,
    standings: Option<Standings<'a>>,
}

impl<'a> Maker<'a> {
    fn course(&self) -> Vec<Block> {
        let mut blocks = vec![Block::Box(self.spot(What::Start))];
        blocks.extend(self.told(&Course::of(self.item).blocks));
        blocks
    }

    fn told(&self, blocks: &[Told<'_>]) -> Vec<Block> {
        let ways = |ways: &[Vec<Told<'_>>]| ways.iter().map(|way| self.told(way)).collect();
        let one = |block: &Told<'_>| match block {
            Told::Stage(stage) => Block::Box(self.stage(stage)),
            Told::Together(parallel, branches) => Block::Together {
                join: parallel.join,
                ways: ways(branches),
            },
            Told::OneOf(choice, all) => Block::OneOf {
                name: choice.name.clone(),
                ways: ways(all),
            },
        };
        blocks.iter().map(one).collect()
    }

    /// A limit and a number of people belong to one step.
    fn stage(&self, stage: &Stage<'_>) -> Spot {
        let standings = self.standings.as_ref();
        let mut spot = match stage.steps.as_slice() {
            [step] => self.step(step),
            [first, ..] => Spot {
                role: Some(first.role),
                party: self.party(first.agency.as_ref()),
                later: first.after_conclusion,
                ..Spot::bare(Shape::Step)
            },
            [] => Spot::bare(Shape::Step),
        };
        spot.key = stage.keys.first().copied().unwrap_or_default().to_owned();
        spot.names = stage.names.iter().map(|name| (*name).clone()).collect();
        spot.standing = standings.map(|standings| standings.of_all(&stage.keys));
        spot
    }

    fn grid(&self) -> Grid {
        let picture = Picture::of(self.item);
        let straight: Vec<Option<usize>> = (0..picture.nodes.len())
            .map(|node| picture.straight_down(node))
            .collect();
        let node = |node: &Drawn<'_>| Node {
            spot: self.spot(node.what),
            row: node.row,
            lane: node.lane,
            span: node.span,
            home: node.home.map(|home| (home.parallel.clone(), home.branch)),
        };
        let ways = picture.edges.iter().map(|edge| {
            let opens = matches!(picture.nodes.get(edge.from), Some(node) if matches!(node.what, What::Open(_)));
            let below = straight.get(edge.from).copied().flatten() == Some(edge.to);
            let forward = !edge.back && !edge.apart && !edge.cancels;
            let conditions = match picture.nodes.get(edge.from).map(|node| node.what) {
                Some(What::Choice(choice)) => choice.branches.len(),
                _ => 0,
            };
            Way {
                from: edge.from,
                to: edge.to,
                label: match edge.why {
                    Why::Always => Label::None,
                    Why::Outcome(outcome) => Label::Outcome(outcome.name.clone()),
                    Why::Condition(place, branch) => Label::Condition {
                        place: place + 1,
                        of: conditions,
                        source: branch.when.get_ref().source().to_owned(),
                    },
                    Why::Otherwise => Label::Otherwise,
                },
                back: edge.back,
                cancels: edge.cancels,
                apart: edge.apart,
                straight: forward
                    && (below || opens && picture.is_straight(edge.from, edge.to)),
            }
        });
        Grid {
            nodes: picture.nodes.iter().map(node).collect(),
            ways: ways.collect(),
            rows: picture.rows,
            lanes: picture.lanes,
        }
    }

    fn spot(&self, what: What<'_>) -> Spot {
        let named = |shape, name: &Localised| Spot {
            names: vec![name.clone()],
            ..Spot::bare(shape)
        };
        let mut spot = match what {
            What::Start => Spot {
                role: Some(Role::Counter),
                limit: Some(self.item.limits.check.limit()),
                ..Spot::bare(Shape::Start)
            },
            What::Step(step) => self.step(step),
            What::Choice(choice) => named(Shape::Choice, &choice.name),
            What::Open(parallel) => named(Shape::Open, &parallel.name),
            What::Join(parallel) => Spot::bare(Shape::Join(parallel.join)),
            What::End => Spot::bare(Shape::End),
        };
        spot.key = what.key().to_owned();
        let standings = self.standings.as_ref();
        spot.standing = standings.and_then(|standings| standings.get(what));
        spot
    }

    fn step(&self, step: &Step) -> Spot {
        let silence = step.silence.as_ref();
        let apart = step.apart_from.iter();
        let apart = apart.filter_map(|key| self.item.step(key.get_ref()));
        let deemed = silence.and_then(|silence| step.outcome(silence.outcome.get_ref()));
        Spot {
            role: Some(step.role),
            party: self.party(step.agency.as_ref()),
            limit: step.limit,
            people: step.people,
            apart_from: apart.map(|step| step.name.clone()).collect(),
            apart_from_acceptance: step
                .apart_from
                .iter()
                .any(|key| key.get_ref() == ACCEPTANCE),
            silence: deemed.map(|outcome| outcome.name.clone()),
            later: step.after_conclusion,
            ..Spot::step(step.name.clone())
        }
    }

    fn party(&self, agency: Option<&StepAgency>) -> Option<Party> {
        let agency = agency?;
        let function = agency.function.as_ref();
        let own = &self.item.routing.function;
        Some(Party::Function {
            function: function.map_or(own, |function| function.get_ref()).clone(),
            level: agency
                .level
                .filter(|level| *level != self.item.routing.level),
            elsewhere: agency.by.is_some(),
        })
    }
}
